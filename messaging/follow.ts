/** Reading a stream in order, from a place in the past or from now on, across any outage and without a gap. */
import {
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type ConsumerMessages,
  type JsMsg,
  type OrderedConsumerOptions,
} from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorstepError } from '../contracts/errors';
import { growingWait } from './connect';
import { PermissionViolationError, type NatsConnection } from './nats';

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

/** Where a reader stands: in which making of the stream, and behind which message; null before it read or passed any. */
interface Place {
  readonly madeAt: string;
  readonly afterSeq: number | null;
}

interface Reading {
  readonly messages: ConsumerMessages;
  readonly place: Place;
}

/** Starts at once; messages that come before the loop begins wait for it. */
export function follow<T>(nats: NatsConnection, options: FollowOptions<T>): Subscription<T> {
  const source = sourceOf(nats, options);
  const first = begin(source);
  first.catch(() => undefined);
  const iterator = iterate(nats, options, source, first);
  return { ready: first.then(() => undefined), [Symbol.asyncIterator]: () => iterator };
}

async function* iterate<T>(
  nats: NatsConnection,
  { signal, read }: FollowOptions<T>,
  source: Source,
  first: Promise<Reading>,
): AsyncGenerator<T> {
  let { messages, place } = await first;
  const wait = growingWait();
  const stop = () => void messages.close();
  const over = () => signal?.aborted === true || nats.isClosed();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    while (!over()) {
      try {
        for await (const msg of messages) {
          place = { ...place, afterSeq: msg.seq };
          wait.reset();
          const value = read(msg);
          if (value !== undefined) yield value;
        }
      } catch {
        // The stream or the server is away; go on after the last message that was read.
      }
      if (over()) return;
      await sleep(wait.next());
      ({ messages, place } = await openAt(source, place).catch(() => ({ messages, place })));
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

async function begin(source: Source): Promise<Reading> {
  try {
    const { madeAt, lastSeq } = await source.look();
    // A number instead of the server's "new": after an outage it still means the same place.
    return await openAt(source, { madeAt, afterSeq: source.since === 'new' ? lastSeq : null });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DoorstepError('NATS_STREAM_UNFIT', `The stream ${source.stream} can't be read: ${reason}.`, { cause });
  }
}

/**
 * The server takes any number as a start, also one that a stream made anew reaches much later. So the stream is looked at
 * once it is open: if it is another one, or lost its latest part, all that it holds now is new to this reader.
 */
async function openAt(source: Source, place: Place): Promise<Reading> {
  const messages = await source.open(place.afterSeq);
  const { madeAt, lastSeq } = await source.look().catch((error: unknown) => {
    void messages.close();
    throw error;
  });
  if (madeAt === place.madeAt && lastSeq >= (place.afterSeq ?? 0)) return { messages, place };
  void messages.close();
  return openAt(source, { madeAt, afterSeq: null });
}

/** One stream on the server, as one reader asks for it. */
interface Source {
  readonly stream: string;
  readonly since: Since;
  look(): Promise<{ readonly madeAt: string; readonly lastSeq: number }>;
  open(afterSeq: number | null): Promise<ConsumerMessages>;
}

function sourceOf(
  nats: NatsConnection,
  { stream, filter, since }: Pick<FollowOptions<unknown>, 'stream' | 'filter' | 'since'>,
): Source {
  const client = jetstream(nats);
  return {
    stream,
    since,
    look: lookAt(nats, stream, filter),
    open: async (afterSeq) => {
      const consumer = await client.consumers.get(stream, { filter_subjects: filter, ...startOf(since, afterSeq) });
      const messages = await consumer.consume({
        max_messages: 500,
        // The client asks again only when a request has expired: after an outage nobody is deaf for longer than this.
        expires: 2_000,
        // Otherwise the client makes a lost consumer anew by itself, whatever became of the stream.
        abort_on_missing_resource: true,
      });
      void endWhenRemade(messages);
      return messages;
    },
  };
}

/**
 * Whoever may read a part of a stream only may not ask about the whole. The last message of that part tells less: that the
 * stream was made anew is then noticed only while it holds less than what was read.
 */
function lookAt(nats: NatsConnection, stream: string, filter: string): Source['look'] {
  let mayAsk = true;
  return async () => {
    const manager = await jetstreamManager(nats, { checkAPI: false });
    try {
      if (mayAsk) {
        const { created, state } = await manager.streams.info(stream);
        return { madeAt: created, lastSeq: state.last_seq };
      }
    } catch (cause) {
      if (!isForbidden(cause)) throw cause;
      mayAsk = false;
    }
    const last = await manager.direct.getMessage(stream, { last_by_subj: filter });
    return { madeAt: '', lastSeq: last?.seq ?? 0 };
  };
}

/** The client wraps it in the error of the request. */
const isForbidden = (cause: unknown): boolean =>
  cause instanceof PermissionViolationError ||
  (cause instanceof Error && cause.cause instanceof PermissionViolationError);

function startOf(since: Since, afterSeq: number | null): Partial<OrderedConsumerOptions> {
  if (afterSeq !== null) return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: afterSeq + 1 };
  if (typeof since === 'string') return { deliver_policy: DeliverPolicy.All };
  return { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(since.sinceMs).toISOString() };
}

/** After a gap the client makes its consumer anew all the same; then, too, the stream has to be looked at. */
async function endWhenRemade(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status()) if (type === 'ordered_consumer_recreated') messages.stop();
}
