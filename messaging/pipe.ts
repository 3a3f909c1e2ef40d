/**
 * Publishing to JetStream with many messages under way at once.
 *
 * The client's own publish() costs a timer and a promise per message, which is felt on the hot path. Here all
 * messages of a pipe share one subscription for the acknowledgements and one timer.
 */
import { inboxPrefixOf } from './link';
import { createInbox, headers, type Msg, type NatsConnection } from './nats';

export interface Outbound {
  readonly subject: string;
  /** The stream drops a second message with the same id. */
  readonly id: string;
  readonly payload: string;
  /** Goes along in the header `traceparent` (W3C Trace Context). */
  readonly trace?: string | undefined;
}

export type Ack =
  | { readonly stored: true; readonly duplicate: boolean }
  /** `permanent`: sending the same again can't succeed. */
  | { readonly stored: false; readonly reason: string; readonly permanent: boolean };

export interface Pipe {
  /** `settle` is called exactly once, never before this returns. */
  send(message: Outbound, settle: (ack: Ack) => void): void;
  /** Settles what is under way as failed. */
  close(): void;
}

export const TRACE_HEADER = 'traceparent';

const SWEEP_MS = 250;

/** @param ackWithinMs without an acknowledgement by then a message counts as failed (it may be stored all the same) */
export function openPipe(nats: NatsConnection, ackWithinMs = 5_000): Pipe {
  const prefix = createInbox(inboxPrefixOf(nats));
  const underWay = new Map<number, { readonly settle: (ack: Ack) => void; readonly untilMs: number }>();
  let last = 0;
  let timer: NodeJS.Timeout | undefined;

  const subscription = nats.subscribe(`${prefix}.*`, {
    callback: (error, msg) => {
      if (error !== null) return;
      const number = Number(msg.subject.slice(prefix.length + 1));
      const waiting = underWay.get(number);
      if (waiting === undefined) return;
      underWay.delete(number);
      waiting.settle(readAck(msg));
    },
  });

  const sweep = () => {
    timer = undefined;
    const nowMs = performance.now();
    for (const [number, { settle, untilMs }] of underWay) {
      // In the order of sending, so the first that still has time ends the search.
      if (untilMs > nowMs) break;
      underWay.delete(number);
      settle(failed('no acknowledgement in time'));
    }
    if (underWay.size > 0) timer ??= setTimeout(sweep, SWEEP_MS);
  };

  return {
    send(message, settle) {
      const number = (last += 1);
      try {
        const head = headers();
        head.set('Nats-Msg-Id', message.id);
        if (message.trace !== undefined) head.set(TRACE_HEADER, message.trace);
        nats.publish(message.subject, message.payload, { headers: head, reply: `${prefix}.${number}` });
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        queueMicrotask(() => settle(failed(reason, /max_payload/.test(reason))));
        return;
      }
      underWay.set(number, { settle, untilMs: performance.now() + ackWithinMs });
      timer ??= setTimeout(sweep, SWEEP_MS);
    },
    close() {
      subscription.unsubscribe();
      clearTimeout(timer);
      const waiting = [...underWay.values()];
      underWay.clear();
      for (const { settle } of waiting) settle(failed('the connection is being closed'));
    },
  };
}

/** Sends all and waits for every acknowledgement, in the order of the messages. */
export function sendAll(pipe: Pipe, messages: readonly Outbound[]): Promise<readonly Ack[]> {
  return new Promise((resolve) => {
    const acks = new Array<Ack>(messages.length);
    let open = messages.length;
    if (open === 0) resolve(acks);
    messages.forEach((message, index) =>
      pipe.send(message, (ack) => {
        acks[index] = ack;
        open -= 1;
        if (open === 0) resolve(acks);
      }),
    );
  });
}

const failed = (reason: string, permanent = false): Ack => ({ stored: false, reason, permanent });

/** Error codes of the server that no repetition cures: message too large, for the stream or for its store. */
const PERMANENT = new Set([10_054, 10_097]);

function readAck(msg: Msg): Ack {
  if (msg.headers?.code === 503) return failed('no stream takes this subject');
  try {
    const answer = msg.json<{
      seq?: number;
      duplicate?: boolean;
      error?: { description?: string; err_code?: number };
    }>();
    if (answer.error !== undefined) {
      return failed(answer.error.description ?? 'refused by the stream', PERMANENT.has(answer.error.err_code ?? 0));
    }
    if (typeof answer.seq === 'number') return { stored: true, duplicate: answer.duplicate ?? false };
  } catch {
    // Falls through: an answer that is no JSON is no acknowledgement.
  }
  return failed('an answer that is no acknowledgement');
}
