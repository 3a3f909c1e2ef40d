/** Sends what was just appended. Runs inside the engine and never makes it wait: what fails here, the relay sends later. */
import { beginSpan, failed, SpanKind, traceparent } from '../contracts/tracing';
import { deletePublished, INBOX_CHANNEL, type Database, type OutboxKey } from '../store';
import { buildStep, type Outgoing } from './build';
import { isUp } from './link';
import type { Log } from './log';
import type { NatsConnection } from './nats';
import { openPipe, type Outbound } from './pipe';

export interface Publisher {
  /** Returns at once and never throws. Call it when the append has committed. */
  enqueue(batch: Outgoing): void;
  /** Waits until everything that was given is stored and its outbox rows are gone, or until `timeoutMs` are over. */
  drain(timeoutMs: number): Promise<void>;
  readonly counts: Readonly<PublisherCounts>;
}

/** Appends, since the publisher was made. */
export interface PublisherCounts {
  published: number;
  /** Left to the relay: NATS was away or refused, or too many were waiting. */
  left: number;
}

export interface PublisherOptions {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly log?: Log;
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Appends that may wait; more are left to the relay, so that memory is bounded and the two don't do the same work. */
  readonly waiting?: number;
}

/** Outbox rows are deleted some at a time: one statement for many costs little more than one for one. */
const DELETE_EVERY_MS = 25;
const DELETE_AT_MOST = 1_000;

export function createPublisher({
  nats,
  database,
  log,
  inFlight = 256,
  waiting: mostWaiting = 2_000,
}: PublisherOptions): Publisher {
  const pipe = openPipe(nats);
  const counts: PublisherCounts = { published: 0, left: 0 };
  let waiting: Outgoing[] = [];
  let underWay = 0;
  let gone: OutboxKey[] = [];
  let deleting = false;
  let pumping = false;
  const idle: (() => void)[] = [];

  const isIdle = () => waiting.length === 0 && underWay === 0 && gone.length === 0 && !deleting;
  const tellIdle = () => {
    if (!isIdle()) return;
    for (const resolve of idle.splice(0)) resolve();
  };

  let toldAtMs = -Infinity;
  const leave = (issue: string, reason: string) => {
    counts.left += 1;
    // An outage leaves thousands; one line a second says so as well.
    if (performance.now() - toldAtMs < 1_000) return;
    toldAtMs = performance.now();
    log?.warn({ issue, reason, left: counts.left }, 'left to the relay');
  };

  const forget = async () => {
    deleting = true;
    try {
      while (gone.length > 0) {
        const keys = gone.slice(0, DELETE_AT_MOST);
        gone = gone.slice(DELETE_AT_MOST);
        await deletePublished(database, keys);
      }
    } catch (error) {
      // The streams hold the messages; the relay sends them again, which nobody sees, and deletes the rows.
      gone = [];
      log?.warn({ err: error }, 'published, but the outbox rows could not be deleted');
    } finally {
      deleting = false;
      tellIdle();
    }
  };

  const settle = (batch: Outgoing, failure: string | undefined) => {
    if (failure !== undefined) leave(batch.issue, failure);
    else {
      counts.published += 1;
      gone.push({ issue: batch.issue, firstSeq: batch.step.records[0]?.seq ?? 0 });
      if (gone.length === 1 && !deleting) setTimeout(() => void (deleting ? undefined : forget()), DELETE_EVERY_MS);
    }
    pump();
    tellIdle();
  };

  const send = (batch: Outgoing) => {
    let messages: readonly Outbound[];
    try {
      messages = buildStep(batch, INBOX_CHANNEL);
    } catch (error) {
      // A mistake of ours must not end the engine; the row in the outbox stays and is alarmed.
      log?.warn({ err: error, issue: batch.issue }, 'no message could be made of an append');
      return leave(batch.issue, 'no message could be made');
    }
    const span =
      batch.trace === undefined ? undefined : beginSpan('publish', { kind: SpanKind.PRODUCER, from: batch.trace });
    const trace = span === undefined ? undefined : traceparent(span);
    let open = messages.length;
    let failure: string | undefined;
    underWay += open;
    for (const message of messages) {
      pipe.send(trace === undefined ? message : { ...message, trace }, (ack) => {
        underWay -= 1;
        open -= 1;
        if (!ack.stored) failure = ack.reason;
        if (open > 0) return;
        if (span !== undefined && failure !== undefined) failed(span, 'not stored');
        span?.end();
        settle(batch, failure);
      });
    }
  };

  const pump = () => {
    pumping = false;
    let next = 0;
    while (next < waiting.length && underWay < inFlight) {
      const batch = waiting[next++];
      if (batch === undefined) break;
      if (isUp(nats)) send(batch);
      else leave(batch.issue, 'NATS is away');
    }
    if (next > 0) waiting = waiting.slice(next);
    tellIdle();
  };

  return {
    counts,
    enqueue(batch) {
      if (waiting.length >= mostWaiting) return leave(batch.issue, 'too many are waiting');
      waiting.push(batch);
      // The answer to the caller goes out first.
      if (!pumping) setImmediate(pump);
      pumping = true;
    },
    async drain(timeoutMs) {
      if (isIdle()) return;
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
      const done = new Promise<void>((resolve) => idle.push(resolve));
      await Promise.race([done, over]);
      clearTimeout(timer);
      if (!isIdle())
        log?.warn({ waiting: waiting.length, underWay }, 'stopped before everything was published; the relay goes on');
    },
  };
}
