/** Removes, once a day, words and files of issues that were closed longer ago than the place keeps them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { removeOld, RETAINED, type Database, type KeptFor } from '../../store';
import { restAfter } from './rest';

const AT_MOST = 500;
const DAY_MS = 86_400_000;
/** Not in the moment in which everything starts. */
const FIRST_MS = 60_000;

export interface RetainOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly keptFor: KeptFor;
}

/** Runs until the signal is aborted. Never throws. */
export async function retainAsLong({ database, log, signal, keptFor }: RetainOptions): Promise<void> {
  const rest = restAfter(1_000, signal);
  await sleep(FIRST_MS, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    try {
      let isMore = false;
      for (const category of RETAINED) {
        const keptMs = keptFor[category];
        if (keptMs === null) continue;
        const { taken, removed } = await removeOld(database, category, keptMs, AT_MOST);
        if (removed > 0) log.info({ category, removed }, 'what was kept long enough is removed');
        isMore ||= taken === AT_MOST;
      }
      // A short rest between two bites: nobody waits for it.
      await (isMore ? rest.ok() : sleep(DAY_MS, undefined, { signal }).catch(() => undefined));
    } catch (error) {
      log.warn({ err: error }, 'what was kept long enough can’t be removed; trying again');
      await rest.failed();
    }
  }
}
