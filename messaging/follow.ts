/** Reading a stream in order, from a place in the past or from now on, across any outage and without a gap. */
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorstepError } from '../contracts/errors';
import { growingWait } from './connect';
import { refusedOr } from './forbidden';
import type { NatsConnection } from './nats';
import { sourceOf, type Since, type Source } from './source';

export type { Since } from './source';

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
        let delivered = 0;
        for await (const msg of messages) {
          // One was lost on its way: the stream is read again behind the last that came.
          if (msg.info.deliverySequence !== (delivered += 1)) break;
          place = { ...place, afterSeq: msg.seq };
          wait.reset();
          const value = read(msg);
          if (value !== undefined) yield value;
        }
      } catch {
        // The stream or the server is away; go on after the last message that was read.
      }
      stop();
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
    throw refusedOr(
      cause,
      new DoorstepError('NATS_STREAM_UNFIT', `The stream ${source.stream} can't be read: ${reason}.`, { cause }),
    );
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
