/** The directory in the store: read, and changed as a whole. Needs PostgreSQL. */
import { DoorstepError } from '../../contracts/errors';
import type { Span } from '../../domain';
import type {
  AlertedGap,
  DirectoryImport,
  DirectoryVersion,
  DirectoryWritten,
  EntryVersion,
  GapCounts,
  StoredDirectory,
} from '../../store';
import type { Lazy } from './lazy';
import { oneAttemptFrom, type Opened, readsFrom } from './reading/from-database';

export interface DirectoryClient {
  /** The newest version, or the one that is named; null when the store has none such. */
  read(atVersion?: number): Promise<StoredDirectory | null>;
  /** The newest version first. */
  history(limit: number): Promise<readonly DirectoryVersion[]>;
  /** Every version of one entry, the newest first; none when there never was one. */
  entry(kind: string, key: string): Promise<readonly EntryVersion[]>;
  /** The keys of a kind that hold now. */
  keys(kind: string): Promise<readonly string[]>;
  /** Times at which nobody will be on duty, as the engine put them before somebody; those that are neither mended nor over. */
  alertedGaps(): Promise<readonly AlertedGap[]>;
  /** How many of those there are, and how many times nobody was on duty, ever. */
  gapCounts(): Promise<GapCounts>;
  /**
   * Whole or not at all, and sent once: after SERVER_AWAY `history` tells whether it counts. It checks nothing but the
   * version: whoever calls has read and checked the document (checkDirectory). Throws DIRECTORY_CHANGED, SERVER_AWAY.
   */
  write(change: DirectoryImport): Promise<DirectoryWritten>;
}

export function directoryClient(opened: Lazy<Opened> | null, budgetMs: Span): DirectoryClient {
  if (opened === null) {
    const unnamed = () =>
      Promise.reject(
        new DoorstepError('SERVER_NOT_NAMED', 'The directory is read from PostgreSQL, which is not named.'),
      );
    const asked = { read: unnamed, history: unnamed, entry: unnamed, keys: unnamed, write: unnamed };
    return { ...asked, alertedGaps: unnamed, gapCounts: unnamed };
  }
  const reading = readsFrom(opened, budgetMs);
  return {
    read: (atVersion) =>
      reading(async ({ store, database }) => (await store.readDirectory(database, atVersion)) ?? null),
    history: (limit) => reading(({ store, database }) => store.directoryHistory(database, limit)),
    entry: (kind, key) => reading(({ store, database }) => store.entryHistory(database, kind, key)),
    keys: (kind) => reading(({ store, database }) => store.entryKeys(database, kind)),
    alertedGaps: () => reading(({ store, database }) => store.alertedGaps(database)),
    gapCounts: () => reading(({ store, database }) => store.gapCounts(database)),
    write: (change) =>
      oneAttemptFrom(opened, budgetMs)(({ store, database }) => store.writeDirectory(database, change)),
  };
}
