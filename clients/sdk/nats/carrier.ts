/** Requests to the gateways over NATS, and what happens from the stream of events. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError } from '../../../contracts/errors';
import { closeNats, connectNats } from '../../../messaging/connect';
import { isForbidden } from '../../../messaging/forbidden';
import { isUp } from '../../../messaging/link';
import { headers as newHeaders, type Msg, type NatsConnection } from '../../../messaging/nats';
import { subscribeEvents } from '../../../messaging/subscribe-events';
import { subjects } from '../../../messaging/subjects';
import type { IssueId, Span } from '../../../domain';
import type { Answered, Asked, Carrier } from '../gateway/carrier';
import { authorization, type Credential } from '../gateway/credential';
import type { EventSubscription } from '../issues';
import { lazy, type Lazy } from '../lazy';
import { backoffMs } from '../persist';
import type { Watch } from '../reading/watch';
import { passOn, unlessAborted } from '../within';
import { Attempts } from './attempts';

export interface NatsSettings {
  readonly url: string;
  readonly seedFile: string | undefined;
  readonly credential: Credential;
}

interface Link {
  readonly nats: NatsConnection;
  readonly attempts: Attempts;
}

export function natsCarrier({ url, seedFile, credential }: NatsSettings): Carrier {
  const closing = new AbortController();
  const link = lazy<Link>(
    async () => {
      const nats = await connectNats(url, 'client', { seedFile });
      return { nats, attempts: new Attempts(nats) };
    },
    ({ nats }) => closeNats(nats),
  );
  return {
    whom: 'The gateway on NATS',
    send: (asked, signal, withinMs) => send(link, credential, asked, signal, withinMs),
    isAway: (error) => error instanceof NotReached,
    watch: (issue, changed) => watch(link, closing.signal, issue, changed),
    subscribe: (signal) => subscription(link, [signal, closing.signal]),
    close: async () => {
      closing.abort();
      await link.close();
    },
  };
}

/** Neither a server nor a gateway was there: nothing was carried out. */
class NotReached extends Error {
  override readonly name = 'NotReached';
}

async function send(
  link: Lazy<Link>,
  credential: Credential,
  { service, issue, fields, key, ifSeq }: Asked,
  signal: AbortSignal,
  withinMs: Span,
): Promise<Answered> {
  const { nats, attempts } = await linked(link, signal);
  const body = JSON.stringify(issue === undefined ? fields : { issue, ...fields });
  const most = nats.info?.max_payload ?? Infinity;
  if (Buffer.byteLength(body) > most)
    throw new DoorstepError('BODY_TOO_LARGE', `NATS carries at most ${most} bytes in a message.`);
  const headers = newHeaders();
  headers.set('authorization', await unlessAborted(signal, authorization(credential)));
  if (key !== undefined) headers.set('idempotency-key', key);
  if (ifSeq !== undefined) headers.set('if-match', String(ifSeq));
  // While the connection is down the client would keep what is sent, and send it late.
  if (!isUp(nats)) throw new NotReached('the connection to NATS is down');
  try {
    return answerOf(await attempts.request(subjects.service(service), body, { headers, timeout: withinMs }, signal));
  } catch (error) {
    throw meaningOf(error);
  }
}

/** A server that refuses this user refuses the next attempt as well; one that is away may come back. */
async function linked(link: Lazy<Link>, signal: AbortSignal): Promise<Link> {
  return unlessAborted(signal, link.get()).catch((error: unknown) => {
    if (error instanceof DoorstepError && error.code === 'NATS_UNREACHABLE') throw new NotReached(error.message);
    throw error;
  });
}

function answerOf(message: Msg): Answered {
  const retryAfterS = Number(message.headers?.get('retry-after'));
  return {
    status: Number(message.headers?.get('status')),
    body: parsed(message.string()),
    ...(retryAfterS > 0 ? { retryAfterMs: retryAfterS * 1_000 } : {}),
  };
}

function meaningOf(error: unknown): unknown {
  if (isForbidden(error))
    return new DoorstepError('NATS_REFUSED', 'NATS does not let this user send requests to the gateway.', {
      cause: error,
    });
  // By its name and not by its class: the client wraps it in some of its versions.
  for (let at = error; at instanceof Error; at = at.cause)
    if (at.name === 'NoRespondersError') return new NotReached('no gateway listens');
  return error;
}

function watch(link: Lazy<Link>, closing: AbortSignal, issue: IssueId, changed: () => void): Watch {
  const stopping = new AbortController();
  const release = passOn([closing], stopping);
  const { signal } = stopping;
  let isLive = (): boolean => false;
  const listen = async (): Promise<void> => {
    const { nats } = await unlessAborted(signal, link.get());
    const subscription = nats.subscribe(subjects.events({ issue }), { callback: () => changed() });
    isLive = () => isUp(nats) && !subscription.isClosed();
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
    changed();
  };
  void (async () => {
    // Without it the waiting goes on by looking again and again.
    for (let count = 0, isDone = false; !isDone && !signal.aborted; count += 1) {
      isDone = await listen().then(
        () => true,
        () => pause(backoffMs(count), false, { signal }),
      );
    }
  })().catch(() => undefined);
  closing.addEventListener('abort', changed, { once: true });
  return {
    live: () => isLive(),
    stop: () => {
      closing.removeEventListener('abort', changed);
      release();
      stopping.abort();
    },
  };
}

function subscription(link: Lazy<Link>, signals: readonly (AbortSignal | undefined)[]): EventSubscription {
  const stopping = new AbortController();
  const release = passOn(signals, stopping);
  const opened = link.get().then(({ nats }) => subscribeEvents(nats, { signal: stopping.signal }));
  const ready = opened.then((one) => one.ready);
  // Whoever does not look at `ready` gets the same error from the iteration.
  ready.catch(() => undefined);
  async function* events() {
    try {
      const one = await opened;
      await one.ready;
      yield* one;
    } finally {
      release();
      stopping.abort();
    }
  }
  const iterator = events();
  return { ready, [Symbol.asyncIterator]: () => iterator };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
