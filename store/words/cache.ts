/** Keys of issues that were read lately: few, for a short time, and forgotten at once by the process that destroys one. */
import type { IssueId } from '../../domain';
import type { Database } from '../database';
import type { WordKey } from './sealing';

/** A key that was destroyed by another process may still open words for so long. */
export const REMEMBERED_MS = 10_000;
const MOST = 5_000;

/** open: at hand · erased: destroyed then · locked: under a master key that is not at hand. */
export type KnownKey =
  | { readonly id: string; readonly state: 'open'; readonly key: WordKey }
  | { readonly id: string; readonly state: 'erased'; readonly atMs: number }
  | { readonly id: string; readonly state: 'locked' };

interface Remembered {
  readonly keys: readonly KnownKey[];
  readonly untilMs: number;
}

/** By the address of the database: all connections of a process to one database forget together. */
const caches = new Map<string, Map<IssueId, Remembered>>();

export function rememberedKeys(database: Database, issue: IssueId): readonly KnownKey[] | undefined {
  const found = cacheOf(database).get(issue);
  return found !== undefined && found.untilMs > Date.now() ? found.keys : undefined;
}

export function rememberKeys(database: Database, issue: IssueId, keys: readonly KnownKey[]): void {
  const cache = cacheOf(database);
  cache.delete(issue);
  cache.set(issue, { keys, untilMs: Date.now() + REMEMBERED_MS });
  const oldest = cache.keys().next();
  if (cache.size > MOST && oldest.done !== true) cache.delete(oldest.value);
}

/** Of every issue: keys are seldom destroyed, and what is wanted again is looked up again. */
export const forgetKeys = (database: Database): void => cacheOf(database).clear();

function cacheOf({ pool }: Database): Map<IssueId, Remembered> {
  const address = pool.options.connectionString ?? '';
  const cache = caches.get(address) ?? new Map<IssueId, Remembered>();
  caches.set(address, cache);
  return cache;
}
