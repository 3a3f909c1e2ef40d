/** Working off a work queue in batches: small and at once at rest, large under load. */
import { jetstream, type JsMsg } from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginSpan, failed, SpanKind, type Span } from '../contracts/tracing';
import { growingWait } from './connect';
import { createDeadLetters, type DeadLetter } from './dead-letters';
import type { Log } from './log';
import type { NatsConnection } from './nats';
import { openPipe, TRACE_HEADER } from './pipe';

/** One message of the queue. */
export interface Work {
  readonly subject: string;
  readonly id: string;
  /** 1 at first. */
  readonly deliveries: number;
  string(): string;
}

/** What became of it: finished · again after a pause · put aside for people, with a reason that quotes nothing. */
export type Handled = 'done' | 'again' | { readonly dead: string };

export interface BatchOptions {
  readonly stream: string;
  readonly consumer: string;
  readonly atMost: number;
  /** Batches worked on at once. */
  readonly parallel: number;
  /** Answers in the order of the works. When it throws, all come again after a pause. */
  readonly handle: (works: readonly Work[]) => Promise<readonly Handled[]>;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Brings the streams to what they should be. Called before the queue is read, at first and after every outage. */
  readonly keepStreams: () => Promise<void>;
  /** Called whenever messages begin to flow. */
  readonly onConsuming?: () => void;
}

/** Runs until the signal is aborted, then finishes the batches in hand. Never throws: servers that are away are waited for. */
export async function consumeInBatches(nats: NatsConnection, options: BatchOptions): Promise<void> {
  const { stream, consumer, log, signal, keepStreams } = options;
  const pipe = openPipe(nats);
  const putAside = createDeadLetters(pipe, consumer, log);
  const wait = growingWait();
  while (!signal.aborted && !nats.isClosed()) {
    try {
      await keepStreams();
      const found = await jetstream(nats).consumers.get(stream, consumer);
      const messages = await found.consume({
        max_messages: options.atMost * options.parallel * 2,
        // The client asks again only when a request has expired: after an outage the queue is read again within this.
        expires: 2_000,
        abort_on_missing_resource: true,
      });
      const stop = () => messages.stop();
      signal.addEventListener('abort', stop, { once: true });
      // Asked while the queue was being opened: nobody would call it any more.
      if (signal.aborted) stop();
      options.onConsuming?.();
      wait.reset();
      try {
        await workOff(messages, options, putAside);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    } catch (error) {
      log.warn({ err: error, stream }, 'can’t read the queue; trying again');
    }
    if (!signal.aborted) await sleep(wait.next(), undefined, { signal }).catch(() => undefined);
  }
  pipe.close();
}

type PutAside = ReturnType<typeof createDeadLetters>;

async function workOff(messages: AsyncIterable<JsMsg>, options: BatchOptions, putAside: PutAside): Promise<void> {
  const waiting: JsMsg[] = [];
  const inHand = new Set<number>();
  const running = new Set<Promise<void>>();
  const begin = () => {
    while (running.size < options.parallel && waiting.length > 0) {
      const batch = waiting.splice(0, options.atMost);
      const work = workOn(batch, options, putAside).finally(() => {
        running.delete(work);
        for (const { seq } of batch) inHand.delete(seq);
        begin();
      });
      running.add(work);
    }
  };
  for await (const msg of messages) {
    // The server sends again what takes long; it is being worked on.
    if (inHand.has(msg.seq)) continue;
    inHand.add(msg.seq);
    waiting.push(msg);
    // What one step has to say comes in one read: then it is one batch.
    if (waiting.length === 1) setImmediate(begin);
  }
  // Asked to stop: what is not begun is left for whoever comes next.
  for (const msg of waiting.splice(0)) msg.nak();
  await Promise.all(running);
}

async function workOn(
  batch: readonly JsMsg[],
  { handle, consumer, log }: BatchOptions,
  putAside: PutAside,
): Promise<void> {
  const spans = batch.map((msg) => beginConsuming(msg, consumer));
  let results: readonly Handled[];
  try {
    results = await handle(batch.map(asWork));
  } catch (error) {
    log.warn({ err: error, consumer, messages: batch.length }, 'a batch failed; it comes again');
    results = batch.map(() => 'again');
  }
  const dead: DeadLetter[] = [];
  for (const [index, msg] of batch.entries()) {
    const result = results[index] ?? 'again';
    endConsuming(spans[index], result);
    if (result === 'done') msg.ack();
    else if (result === 'again') msg.nak(pauseMs(msg.info.deliveryCount));
    else dead.push({ msg, reason: result.dead });
  }
  const kept = await putAside(dead);
  for (const [index, { msg, reason }] of dead.entries()) {
    if (kept[index] === true) msg.term(reason);
    else msg.nak(pauseMs(msg.info.deliveryCount));
  }
}

/** Only of what somebody follows. */
function beginConsuming(msg: JsMsg, consumer: string): Span | undefined {
  const from = msg.headers?.get(TRACE_HEADER);
  if (!from) return undefined;
  const attributes = { 'messaging.system': 'nats', 'messaging.consumer.group.name': consumer };
  return beginSpan('process', { kind: SpanKind.CONSUMER, from, attributes });
}

function endConsuming(span: Span | undefined, result: Handled): void {
  if (span !== undefined && result !== 'done') failed(span, result === 'again' ? 'again' : 'dead letter');
  span?.end();
}

const asWork = (msg: JsMsg): Work => ({
  subject: msg.subject,
  id: msg.headers?.get('Nats-Msg-Id') ?? '',
  deliveries: msg.info.deliveryCount,
  string: () => msg.string(),
});

/** 0.5 s, doubling up to half a minute. */
const pauseMs = (deliveries: number): number => Math.min(30_000, 500 * 2 ** Math.min(deliveries - 1, 10));
