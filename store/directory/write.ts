/** A new version of the directory: the changed entries only, in one transaction, one writer at a time. */
import { sql, type Transaction } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import { communityFrom } from '../../domain/directory/parse';
import type { Database, Tables } from '../database';
import { countChanges, difference, type Difference, type EntryChange } from './difference';
import { currentEntries, digestOf } from './read';
import { entriesOf, type WrittenDirectory } from './sections';

export interface DirectoryImport {
  /** What the directory is to hold from now on, whole; it passed every check. */
  readonly document: WrittenDirectory;
  /** The version that it was made from and compared with; 0 for an empty store. */
  readonly against: number;
  /** A person id, or which part of Doorstep it is. */
  readonly actor: string;
  readonly reason: string;
}

export interface DirectoryWritten {
  /** `against` when nothing differs. */
  readonly version: number;
  readonly changes: readonly EntryChange[];
}

/** Names the lock among the advisory locks of the database. */
const WRITERS = 4_020_118;

/**
 * Whole or not at all: a process that dies in the middle leaves the version before it. Throws DIRECTORY_CHANGED when the
 * newest version is not the one that it was made from, COMMUNITY_INVALID for what no process could read; nothing is written
 * then.
 */
export async function writeDirectory({ db }: Database, given: DirectoryImport): Promise<DirectoryWritten> {
  // Whoever reads it next would stand still.
  if (communityFrom(given.document) === undefined)
    throw new DoorstepError('COMMUNITY_INVALID', 'The directory does not have the form of a community document.');
  return db.transaction().execute(async (transaction) => {
    // Held to the end of the transaction, also by its death.
    await sql`select pg_advisory_xact_lock(${WRITERS})`.execute(transaction);
    const { rows } = await sql<{ version: number | null }>`
      select max(version) as version from doorstep.directory_version`.execute(transaction);
    const newest = rows[0]?.version ?? 0;
    if (newest !== given.against) throw changedMeanwhile(newest, given.against);
    const found = difference(await currentEntries(transaction), entriesOf(given.document));
    if (found.changes.length === 0) return { version: newest, changes: [] };
    await write(transaction, newest + 1, given, found);
    return { version: newest + 1, changes: found.changes };
  });
}

const changedMeanwhile = (newest: number, against: number): DoorstepError =>
  new DoorstepError(
    'DIRECTORY_CHANGED',
    `The directory is at version ${newest}; this was made from version ${against}.`,
    {
      details: { newest, against },
    },
  );

async function write(
  transaction: Transaction<Tables>,
  version: number,
  { document, actor, reason }: DirectoryImport,
  { changes, begin, end }: Difference,
): Promise<void> {
  const { added, changed, moved, removed } = countChanges(changes);
  await sql`
    insert into doorstep.directory_version (version, actor, reason, digest, added, changed, moved, removed)
    values (${version}, ${actor}, ${reason}, ${digestOf(document)}, ${added}, ${changed}, ${moved}, ${removed})`.execute(
    transaction,
  );
  await sql`
    update doorstep.directory_entry e set until_version = ${version}
    from unnest(${end.map(({ kind }) => kind)}::text[], ${end.map(({ key }) => key)}::text[]) as gone(kind, key)
    where e.kind = gone.kind and e.key = gone.key and e.until_version is null`.execute(transaction);
  await sql`
    insert into doorstep.directory_entry (kind, key, place, data, from_version)
    select kind, key, place, data::json, ${version}
    from unnest(${begin.map(({ kind }) => kind)}::text[], ${begin.map(({ key }) => key)}::text[],
      ${begin.map(({ place }) => place)}::float8[], ${begin.map(({ data }) => JSON.stringify(data))}::text[])
      as come(kind, key, place, data)`.execute(transaction);
}
