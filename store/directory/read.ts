/** What the directory holds and held. All instants are the database's. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Instant } from '../../domain';
import type { Database, Tables } from '../database';
import type { ChangeCounts, PlacedEntry } from './difference';
import { documentOf, entriesOf, sameText, type WrittenDirectory } from './sections';

export interface DirectoryVersion {
  /** From 1; each import that changes anything makes the next one. */
  readonly version: number;
  readonly recordedAtMs: Instant;
  /** A person id, or which part of Doorstep it was. */
  readonly actor: string;
  readonly reason: string;
  /** Of the whole directory: digestOf its document. */
  readonly digest: string;
  readonly counts: ChangeCounts;
}

export interface StoredDirectory {
  readonly version: number;
  readonly document: WrittenDirectory;
}

export interface EntryVersion {
  readonly data: unknown;
  readonly from: Pick<DirectoryVersion, 'version' | 'recordedAtMs' | 'actor' | 'reason'>;
  /** Absent while it holds. */
  readonly until?: Pick<DirectoryVersion, 'version' | 'recordedAtMs' | 'actor' | 'reason'>;
}

/** The same for the same content, in whatever order the fields of an entry were written. */
export const digestOf = (document: WrittenDirectory): string =>
  createHash('sha256')
    .update(sameText(documentOf(entriesOf(document))))
    .digest('hex');

/** Undefined while nobody has put anything in. One row by the primary key. */
export async function newestVersion({
  db,
}: Database): Promise<Pick<DirectoryVersion, 'version' | 'digest'> | undefined> {
  const { rows } = await sql<{ version: number; digest: string }>`
    select version, digest from doorstep.directory_version order by version desc limit 1`.execute(db);
  return rows[0];
}

interface KindRow {
  readonly version: number;
  readonly kind: string;
  readonly keys: readonly string[];
  readonly data: readonly unknown[];
}

/**
 * As one statement sees it, so that version and entries belong together. Undefined when there is no such version. One row
 * a kind: a row an entry takes twice the time.
 */
export async function readDirectory({ db }: Database, atVersion?: number): Promise<StoredDirectory | undefined> {
  const { rows } = await sql<KindRow>`
    with asked as (
      select max(version) as version from doorstep.directory_version
      where ${atVersion ?? null}::integer is null or version = ${atVersion ?? null}::integer
    )
    select max(asked.version) as version, e.kind, json_agg(e.key order by e.place) as keys, json_agg(e.data order by e.place) as data
    from asked join doorstep.directory_entry e
      on e.from_version <= asked.version and (e.until_version is null or e.until_version > asked.version)
    group by e.kind order by e.kind`.execute(db);
  const [first] = rows;
  if (first === undefined) return undefined;
  const entries = rows.flatMap(({ kind, keys, data }) =>
    data.map((one, at) => ({ kind, key: keys[at] ?? '', data: one })),
  );
  return { version: first.version, document: documentOf(entries) };
}

export async function currentEntries(db: Kysely<Tables>): Promise<readonly PlacedEntry[]> {
  const { rows } = await sql<PlacedEntry>`
    select kind, key, place, data from doorstep.directory_entry where until_version is null order by kind, place`.execute(
    db,
  );
  return rows;
}

/** The newest first. */
export async function directoryHistory({ db }: Database, limit: number): Promise<readonly DirectoryVersion[]> {
  const { rows } = await sql<Omit<DirectoryVersion, 'recordedAtMs'> & { recorded_at: Date }>`
    select version, recorded_at, actor, reason, digest,
      json_build_object('added', added, 'changed', changed, 'moved', moved, 'removed', removed) as counts
    from doorstep.directory_version order by version desc limit ${limit}`.execute(db);
  return rows.map(({ recorded_at, ...row }) => ({ ...row, recordedAtMs: recorded_at.getTime() }));
}

interface EntryRow {
  readonly data: unknown;
  readonly from_version: number;
  readonly from_at: Date;
  readonly from_actor: string;
  readonly from_reason: string;
  readonly until_version: number | null;
  readonly until_at: Date | null;
  readonly until_actor: string | null;
  readonly until_reason: string | null;
}

/** Every version of one entry, the newest first; none when there never was one. */
export async function entryHistory({ db }: Database, kind: string, key: string): Promise<readonly EntryVersion[]> {
  const { rows } = await sql<EntryRow>`
    select e.data, e.from_version, e.until_version,
      f.recorded_at as from_at, f.actor as from_actor, f.reason as from_reason,
      u.recorded_at as until_at, u.actor as until_actor, u.reason as until_reason
    from doorstep.directory_entry e
    join doorstep.directory_version f on f.version = e.from_version
    left join doorstep.directory_version u on u.version = e.until_version
    where e.kind = ${kind} and e.key = ${key} order by e.from_version desc`.execute(db);
  return rows.map((row) => ({
    data: row.data,
    from: {
      version: row.from_version,
      recordedAtMs: row.from_at.getTime(),
      actor: row.from_actor,
      reason: row.from_reason,
    },
    ...(row.until_version === null
      ? {}
      : {
          until: {
            version: row.until_version,
            recordedAtMs: row.until_at?.getTime() ?? 0,
            actor: row.until_actor ?? '',
            reason: row.until_reason ?? '',
          },
        }),
  }));
}

/** The keys of a kind that hold now, for whoever mistyped one. */
export async function entryKeys({ db }: Database, kind: string): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from doorstep.directory_entry where kind = ${kind} and until_version is null order by place`.execute(db);
  return rows.map(({ key }) => key);
}
