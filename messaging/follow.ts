/** Reading a stream in order, from a place in the past or from now on, across any outage and without a gap. */
import {
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type ConsumerMessages,
  type JetStreamClient,
  type JsMsg,
} from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorstepError } from '../contracts/errors';
import { growingWait } from './connect';
import type { NatsConnection } from './nats';

/** `new`: what comes from now on · `all`: all that is kept (30 days, an inbox at most 1,000) · or from an instant on. */
export type Since = 'new' | 'all' | { readonly sinceMs: number };

/** Iterate it once. Ends when its signal is aborted, when the loop is left, or when the connection is closed. */
export interface Subscription<T> extends AsyncIterable<T> {
  /** From here on nothing is missed. Rejects with a DoorstepError when the stream can't be read. */
  readonly ready: Promise<void>;
}

export interface FollowOptions<T> {
  readonly stream: string;
  readonly filter: string;
  readonly since: Since;
  readonly signal?: AbortSignal | undefined;
  /** undefined leaves the message out. */
  readonly read: (msg: JsMsg) => T | undefined;
}

interface Place {
  readonly deliver_policy: DeliverPolicy;
  readonly opt_start_seq?: number;
  readonly opt_start_time?: string;
}

/** Starts at once; messages that come before the loop begins wait for it. */
export function follow<T>(nats: NatsConnection, options: FollowOptions<T>): Subscription<T> {
  const client = jetstream(nats);
  const first = begin(nats, client, options);
  first.catch(() => undefined);
  const iterator = iterate(nats, client, options, first);
  return { ready: first.then(() => undefined), [Symbol.asyncIterator]: () => iterator };
}

async function* iterate<T>(
  nats: NatsConnection,
  client: JetStreamClient,
  options: FollowOptions<T>,
  first: Promise<Begun>,
): AsyncGenerator<T> {
  const { stream, filter, signal } = options;
  let { messages, place } = await first;
  const wait = growingWait();
  const stop = () => void messages.close();
  const over = () => signal?.aborted === true || nats.isClosed();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    while (!over()) {
      try {
        for await (const msg of messages) {
          place = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: msg.seq + 1 };
          wait.reset();
          const value = options.read(msg);
          if (value !== undefined) yield value;
        }
      } catch {
        // The stream or the server is away; go on after the last message that was read.
      }
      if (over()) return;
      await sleep(wait.next());
      messages = await open(client, stream, filter, place).catch(() => messages);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

interface Begun {
  readonly messages: ConsumerMessages;
  readonly place: Place;
}

async function begin<T>(
  nats: NatsConnection,
  client: JetStreamClient,
  { stream, filter, since }: FollowOptions<T>,
): Promise<Begun> {
  try {
    const place = await placeOf(nats, stream, since);
    return { messages: await open(client, stream, filter, place), place };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DoorstepError('NATS_STREAM_UNFIT', `The stream ${stream} can't be read: ${reason}.`, { cause });
  }
}

/** A number instead of the server's "new": after an outage it still means the same place. */
async function placeOf(nats: NatsConnection, stream: string, since: Since): Promise<Place> {
  if (since === 'all') return { deliver_policy: DeliverPolicy.All };
  if (since !== 'new')
    return { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(since.sinceMs).toISOString() };
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const { state } = await manager.streams.info(stream);
  return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: state.last_seq + 1 };
}

async function open(client: JetStreamClient, stream: string, filter: string, place: Place): Promise<ConsumerMessages> {
  const consumer = await client.consumers.get(stream, { filter_subjects: filter, ...place });
  // The client asks again only when a request has expired: after an outage nobody is deaf for longer than this.
  return consumer.consume({ max_messages: 500, expires: 2_000 });
}
