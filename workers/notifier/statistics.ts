/** Keeps the counts of procedures and tiers behind the log. */
import type { Logger } from 'pino';
import { followStatistics, type Database } from '../../store';
import { restAfter } from './rest';

const AT_MOST = 500;
const EVERY_MS = 1_000;

/** Runs until the signal is aborted. Never throws. */
export async function keepStatistics({
  database,
  log,
  signal,
}: {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const rest = restAfter(EVERY_MS, signal);
  while (!signal.aborted) {
    try {
      if ((await followStatistics(database, AT_MOST)) === AT_MOST) continue;
      await rest.ok();
    } catch (error) {
      log.warn({ err: error }, 'the statistics can’t follow the log; trying again');
      await rest.failed();
    }
  }
}
