/** Removes, once a day, words and files of issues that were closed longer ago than the place keeps them. */
import type { Logger } from 'pino';
import { removeOld, RETAINED, type Database, type KeptFor } from '../../store';
import { daily } from './rest';

const AT_MOST = 500;

export interface RetainOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly keptFor: KeptFor;
}

/** Runs until the signal is aborted. Never throws. */
export async function retainAsLong({ database, log, signal, keptFor }: RetainOptions): Promise<void> {
  const trouble = 'what was kept long enough can’t be removed; trying again';
  await daily({ signal, log, trouble }, async () => {
    let isMore = false;
    for (const category of RETAINED) {
      const keptMs = keptFor[category];
      if (keptMs === null) continue;
      const { taken, removed } = await removeOld(database, category, keptMs, AT_MOST);
      if (removed > 0) log.info({ category, removed }, 'what was kept long enough is removed');
      isMore ||= taken === AT_MOST;
    }
    return isMore;
  });
}
