/** Sends what the engine's publisher could not: sweeps the outbox, oldest first, and never gives up. */
import {
  buildEvent,
  buildNotice,
  isUp,
  openPipe,
  sendAll,
  type NatsConnection,
  type Outbound,
  type Pipe,
} from '../../messaging';
import { outboxBacklog, sweepOutbox, type Database, type OutboxEntry, type OutboxKey } from '../../store';
import type { Logger } from 'pino';
import { restAfter } from './rest';

export interface RelayOptions {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Younger rows are still the publisher's. */
  readonly olderThanMs?: number;
  readonly everyMs?: number;
}

/** Appends at a time: their rows are locked while their messages are under way. */
const AT_MOST = 200;
const REPORT_EVERY_MS = 30_000;

/** Runs until the signal is aborted. Never throws. */
export async function relay({
  nats,
  database,
  log,
  signal,
  olderThanMs = 2_000,
  everyMs = 500,
}: RelayOptions): Promise<void> {
  const pipe = openPipe(nats, 4_000);
  const rest = restAfter(everyMs, signal);
  let reportAtMs = 0;
  while (!signal.aborted) {
    try {
      if (Date.now() >= reportAtMs) {
        reportAtMs = Date.now() + REPORT_EVERY_MS;
        await report(database, log, olderThanMs);
      }
      if (isUp(nats)) {
        const { found, published } = await sweepOutbox(database, { olderThanMs, limit: AT_MOST }, (entries) =>
          publish(pipe, entries),
        );
        if (published > 0) log.info({ published }, 'the relay sent what had been left');
        if (published < found) log.warn({ found, published }, 'the streams did not take everything; trying again');
        if (found === AT_MOST && published > 0) continue;
      }
      await rest.ok();
    } catch (error) {
      log.warn({ err: error }, 'the outbox can’t be swept; trying again');
      await rest.failed();
    }
  }
  pipe.close();
}

/** Which of the entries the streams now hold in full. */
export async function publish(pipe: Pipe, entries: readonly OutboxEntry[]): Promise<readonly OutboxKey[]> {
  const built = entries.map(messagesOf);
  const acks = await sendAll(pipe, built.flat());
  let next = 0;
  return entries.filter((_, index) => {
    const mine = acks.slice(next, (next += built[index]?.length ?? 0));
    return mine.every((ack) => ack.stored);
  });
}

/** The same messages in the same order as the publisher's. */
export function messagesOf({ issue, state, records, notices, recordedAtMs }: OutboxEntry): readonly Outbound[] {
  const about = { issue, report: state.report, rules: state.rules };
  return [
    ...records.map((recorded) => buildEvent(about, recorded, recordedAtMs)),
    ...notices.map((notice) => buildNotice(about, notice, notice.channel, recordedAtMs)),
  ];
}

async function report(database: Database, log: Logger, olderThanMs: number): Promise<void> {
  const backlog = await outboxBacklog(database);
  if (backlog.oldestAgeMs > olderThanMs * 5) log.warn(backlog, 'events and notices wait to be published');
}
