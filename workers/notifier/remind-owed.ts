/**
 * The safety net under the queue: notices that the log still owes long after they were queued go out again. They are on
 * the queue already unless NATS lost data (a folder replaced, a stream removed); then this is what brings them back.
 */
import { buildNotice, isUp, KEPT_MS, openPipe, sendAll, type NatsConnection } from '../../messaging';
import { owedNotices, type Database } from '../../store';
import type { Logger } from 'pino';
import { restAfter } from './rest';

export interface OwedOptions {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly olderThanMs?: number;
  readonly everyMs?: number;
}

const AT_MOST = 500;
/** A transaction that began before may still commit a notice of an earlier instant. */
const MARGIN_MS = 120_000;

/** Runs until the signal is aborted. Never throws. */
export async function remindOwed({
  nats,
  database,
  log,
  signal,
  olderThanMs = 30_000,
  everyMs = 15_000,
}: OwedOptions): Promise<void> {
  const pipe = openPipe(nats);
  const rest = restAfter(everyMs, signal);
  let sinceMs = Date.now() - KEPT_MS;
  await rest.ok();
  while (!signal.aborted) {
    try {
      const askedAtMs = Date.now();
      const owed = isUp(nats) ? await owedNotices(database, sinceMs, olderThanMs, AT_MOST) : [];
      const oldest = owed[0]?.queuedAtMs;
      if (oldest !== undefined) {
        const messages = owed.map(({ state, notice, queuedAtMs }) =>
          buildNotice(
            { issue: state.id, report: state.report, rules: state.rules },
            notice,
            notice.channel,
            queuedAtMs,
          ),
        );
        const acks = await sendAll(pipe, messages);
        const fresh = acks.filter((ack) => ack.stored && !ack.duplicate).length;
        const facts = { owed: owed.length, oldestAgeMs: askedAtMs - oldest, queuedAgain: fresh };
        log.warn(facts, 'notices are owed for long');
      }
      if (isUp(nats)) sinceMs = Math.max(sinceMs, oldest ?? askedAtMs - olderThanMs - MARGIN_MS);
      await rest.ok();
    } catch (error) {
      log.warn({ err: error }, 'can’t look for owed notices; trying again');
      await rest.failed();
    }
  }
  pipe.close();
}
