/**
 * From a notice in the queue to the inbox of its recipient, visible once.
 *
 * Order: look into the log what is owed → plan the channel beyond the inbox, and publish to the inbox under the notice's id →
 * mark the notice delivered → take it off the queue. A crash after any step leads to a repeat, and each repeat ends at a
 * check: the mark in the log, the stream's memory of ids, and beyond that memory a look into the inbox itself.
 */
import {
  DEDUPE_WINDOW_MS,
  inboxHolds,
  noticeMessageSchema,
  readMessage,
  sendAll,
  subjects,
  type Ack,
  type Handled,
  type InboxMessage,
  type NatsConnection,
  type NoticeMessage,
  type Outbound,
  type Pipe,
  type Work,
} from '../../messaging';
import type { IssueId, PersonId } from '../../domain';
import { markDelivered, noticeStandings, type NoticeName } from '../../store';
import { planBeyondTheInbox, type PlanOptions } from './plan-beyond';
import type { Render } from './render';

export interface DeliverOptions extends PlanOptions {
  readonly nats: NatsConnection;
  readonly pipe: Pipe;
  readonly render: Render;
}

/** Older ones may have been forgotten by the stream's memory of ids; half leaves room for clocks that differ. */
const SUSPECT_AFTER_MS = DEDUPE_WINDOW_MS / 2;

export const createDelivery =
  (options: DeliverOptions) =>
  async (works: readonly Work[]): Promise<readonly Handled[]> => {
    const handled = new Array<Handled>(works.length);
    const read = works.flatMap((work, index) => {
      const message = readMessage(noticeMessageSchema, work);
      if ('value' in message) return [{ index, notice: message.value, name: nameOf(message.value) }];
      handled[index] = { dead: message.problem };
      return [];
    });
    const standings =
      read.length === 0
        ? []
        : await noticeStandings(
            options.database,
            read.map(({ name }) => name),
          );
    const owed = read.filter(({ index }, place) => {
      if (standings[place] === 'delivered') handled[index] = 'done';
      // Only what the log knows was ever said; anything else on the queue is a mistake or an intruder.
      if (standings[place] === 'unknown') handled[index] = { dead: 'not in the log' };
      return standings[place] === 'owed';
    });
    const notices = owed.map(({ notice }) => notice);
    // Both before the mark, for what is marked is never looked at again; side by side, so that the inbox does not wait.
    const [acks] = await Promise.all([tell(options, notices), planBeyondTheInbox(options, notices)]);
    const told = owed.filter((_, place) => acks[place]?.stored === true);
    await markDelivered(
      options.database,
      told.map(({ name }) => name),
      told.map(() => Date.now()),
    );
    for (const [place, { index }] of owed.entries()) handled[index] = becameOf(acks[place]);
    return handled;
  };

/** Publishes to the inboxes; what an inbox holds already counts as stored. */
async function tell(options: DeliverOptions, notices: readonly NoticeMessage[]): Promise<readonly Ack[]> {
  const nowMs = Date.now();
  const there = await alreadyThere(
    options.nats,
    notices.filter(({ queuedAtMs }) => nowMs - queuedAtMs > SUSPECT_AFTER_MS),
  );
  const missing = notices.filter(({ id }) => !there.has(id));
  const acks = await sendAll(
    options.pipe,
    await Promise.all(missing.map((notice) => inboxMessage(notice, options.render, nowMs))),
  );
  const ackOf = new Map(missing.map(({ id }, place) => [id, acks[place]]));
  return notices.map(({ id }) => ackOf.get(id) ?? { stored: true, duplicate: true });
}

async function alreadyThere(nats: NatsConnection, suspects: readonly NoticeMessage[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const person of new Set(suspects.map(({ recipient }) => recipient))) {
    const notices = suspects.filter(({ recipient }) => recipient === person);
    const sinceMs = Math.min(...notices.map(({ queuedAtMs }) => queuedAtMs)) - 60_000;
    for (const id of await inboxHolds(nats, person, new Set(notices.map(({ id }) => id)), sinceMs)) found.add(id);
  }
  return found;
}

async function inboxMessage(notice: NoticeMessage, render: Render, deliveredAtMs: number): Promise<Outbound> {
  const { id, issue, seq, template, tier, round, facts, category, unit, queuedAtMs } = notice;
  const message: InboxMessage = {
    id,
    issue,
    seq,
    template,
    tier,
    round,
    facts,
    category,
    unit,
    queuedAtMs,
    ...(await render(notice)),
    deliveredAtMs,
  };
  return { subject: subjects.inbox(notice.recipient), id, payload: JSON.stringify(message) };
}

function becameOf(ack: Ack | undefined): Handled {
  if (ack === undefined) return 'again';
  if (ack.stored) return 'done';
  return ack.permanent ? { dead: ack.reason } : 'again';
}

const nameOf = ({ issue, seq, recipient, channel }: NoticeMessage): NoticeName => ({
  issue: issue as IssueId,
  seq,
  recipient: recipient as PersonId,
  channel,
});
