/** A person's notices: those that are there, then new ones as they come. */
import { setTimeout as pause } from 'node:timers/promises';
import { personOf } from '../../../domain/directory/directory';
import { personId, type InboxMessage, type PersonId } from '../../sdk';
import { choiceArgument } from '../arguments';
import type { Session } from '../session';
import { withIsoTimes } from '../show/json';

export interface InboxOptions {
  readonly since: string;
  readonly once?: boolean;
  /** False with --no-receipt. */
  readonly receipt: boolean;
}

/** Stored notices come in one go; after a silence of this length they have all come. */
const SILENCE_MS = 500;

export async function inbox(session: Session, name: string, options: InboxOptions): Promise<void> {
  const person = await someone(session, name);
  const once = options.once === true;
  const since = once ? 'all' : choiceArgument('--since', options.since, ['all', 'new']);
  const doorstep = await session.doorstep();
  const silence = new AbortController();
  const signal = AbortSignal.any([session.io.stopped, silence.signal]);
  const subscription = doorstep.inbox(person, { since, signal });
  await subscription.ready;
  const hush = once ? silenceTimer(silence) : null;
  const kept: InboxMessage[] = [];
  if (!once && !session.json) session.io.err(session.words.inbox.waiting(session.names().person(person)));
  for await (const notice of subscription) {
    hush?.restart();
    kept.push(notice);
    if (!(once && session.json))
      session.io.out(session.json ? JSON.stringify(withIsoTimes(notice)) : noticeText(session, notice));
    // Whether it was recorded as read is not what the reader is waiting for.
    if (options.receipt) await doorstep.receipt(notice.id).catch(() => undefined);
  }
  hush?.end();
  if (once && session.json) session.answer({ person, notices: kept }, () => '');
  else if (once && kept.length === 0) session.io.out(session.words.inbox.empty(person));
}

/** Throws PERSON_UNKNOWN: there is an inbox for every name, and nothing would ever come into a mistyped one. */
async function someone(session: Session, name: string): Promise<PersonId> {
  const person = personId(name);
  const policies = await session.place();
  if (policies !== null) personOf(policies, person, 'person');
  return person;
}

const noticeText = (session: Session, { deliveredAtMs, subject, body, issue }: InboxMessage): string =>
  [`── ${session.clock().local(deliveredAtMs)} · ${issue}`, subject, body, ''].join('\n');

function silenceTimer(silence: AbortController): { restart(): void; end(): void } {
  let current = new AbortController();
  const begin = (): void => {
    const { signal } = (current = new AbortController());
    void pause(SILENCE_MS, undefined, { signal }).then(
      () => silence.abort(),
      () => undefined,
    );
  };
  begin();
  return {
    restart: () => {
      current.abort();
      begin();
    },
    end: () => current.abort(),
  };
}
