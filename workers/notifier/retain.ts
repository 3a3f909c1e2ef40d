/** Removes, once a day, words and files of issues that were closed longer ago than the place keeps them. */
import type { Logger } from 'pino';
import { removeOld, RETAINED, type Database, type KeptFor, type Retained, type RetentionPlace } from '../../store';
import { daily } from './rest';

const AT_MOST = 500;

export interface RetainOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly keptFor: KeptFor;
}

/** Runs until the signal is aborted. Never throws. */
export const retainAsLong = ({ database, log, signal, keptFor }: RetainOptions): Promise<void> =>
  daily(
    { signal, log, trouble: 'what was kept long enough can’t be removed; trying again' },
    bites(database, log, keptFor),
  );

/** Each removes one part of every category; false when that was the last, and the next one begins anew. */
export function bites(database: Database, log: Logger, keptFor: KeptFor): () => Promise<boolean> {
  const beginning = (): Map<Retained, RetentionPlace | undefined> => new Map(RETAINED.map((one) => [one, undefined]));
  let left = beginning();
  return async () => {
    for (const [category, after] of left) {
      const keptMs = keptFor[category];
      const part = keptMs === null ? undefined : await removeOld(database, category, keptMs, AT_MOST, after);
      if (part !== undefined && part.removed > 0)
        log.info({ category, removed: part.removed }, 'what was kept long enough is removed');
      if (part?.next === undefined) left.delete(category);
      else left.set(category, part.next);
    }
    if (left.size > 0) return true;
    left = beginning();
    return false;
  };
}
