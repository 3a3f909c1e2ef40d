/** Removes what is older than the place wants to keep it: of closed issues only, a part at a time, and counted. */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Span } from '../../domain';
import type { Database, Tables } from '../database';
import { isClear } from './erasure/clear-words';
import { destroyWordsOfIssues, hasWords } from './erasure/words';
import { forgetKeys } from '../words/cache';
import { isHeld } from './holds';

export const RETAINED = ['words', 'evidence'] as const;
export type Retained = (typeof RETAINED)[number];
/** How long each is kept; null for good. */
export type KeptFor = Readonly<Record<Retained, Span | null>>;

export interface RetentionDue {
  readonly category: Retained;
  /** Null for good. */
  readonly keptMs: Span | null;
  /** Issues whose words, or files that, would be removed now; not those of whose words some stay readable, in clear. */
  readonly due: number;
  /** The same of issues that are held, which are left. */
  readonly held: number;
}

const IS_HELD = isHeld(sql`i.id`);

/** Closed, and nothing happened to it since. */
const isOver = (keptMs: Span): RawBuilder<SqlBool> =>
  sql<SqlBool>`i.stage = 'closed' and i.updated_at < now() - make_interval(secs => ${keptMs / 1000})`;

/** Of a walk through the issues that are over, from the one that was closed first: the last that was looked at. */
export interface RetentionPlace {
  readonly updatedAt: string;
  readonly id: string;
}
const BEGINNING: RetentionPlace = { updatedAt: '-infinity', id: '' };
/** So many that a look at them is far from the time that a statement may take, however many there are in all. */
const LOOKED_AT = 5_000;

const pageAfter = ({ updatedAt, id }: RetentionPlace, keptMs: Span): RawBuilder<unknown> => sql`
  select i.id, i.updated_at from doorstep.issue i
  where ${isOver(keptMs)} and (i.updated_at, i.id) > (${updatedAt}::timestamptz, ${id})
  order by i.updated_at, i.id limit ${LOOKED_AT}`;

/** Absent when there are no more. */
async function endOfPage(db: Kysely<Tables>, after: RetentionPlace, keptMs: Span): Promise<RetentionPlace | undefined> {
  const { rows } = await sql<RetentionPlace>`
    select updated_at::text as "updatedAt", id from (${pageAfter(after, keptMs)}) page offset ${LOOKED_AT - 1}`.execute(
    db,
  );
  return rows[0];
}

/** Changes nothing. */
export async function retentionDue({ db }: Database, kept: KeptFor): Promise<readonly RetentionDue[]> {
  const due: RetentionDue[] = [];
  for (const category of RETAINED) {
    const keptMs = kept[category];
    const counted = keptMs === null ? { due: 0, held: 0 } : await count(db, category, keptMs);
    due.push({ category, keptMs, ...counted });
  }
  return due;
}

interface Count {
  readonly due: number;
  readonly held: number;
}

async function count(db: Kysely<Tables>, category: Retained, keptMs: Span): Promise<Count> {
  const sum = { due: 0, held: 0 };
  for (let after: RetentionPlace | undefined = BEGINNING; after !== undefined;) {
    const next = await endOfPage(db, after, keptMs);
    const page = await countPage(db, category, pageAfter(after, keptMs));
    sum.due += page.due;
    sum.held += page.held;
    after = next;
  }
  return sum;
}

async function countPage(db: Kysely<Tables>, category: Retained, page: RawBuilder<unknown>): Promise<Count> {
  const from =
    category === 'words'
      ? sql`page i where ${hasWords} and not ${isClear}`
      : sql`page i join doorstep.evidence v on v.issue_id = i.id where v.erased_at is null`;
  const { rows } = await sql<Count>`
    with page as materialized (${page})
    select count(*) filter (where not ${IS_HELD}) as due, count(*) filter (where ${IS_HELD}) as held
    from ${from}`.execute(db);
  return rows[0] ?? { due: 0, held: 0 };
}

export interface RemovedPart {
  readonly taken: number;
  /** Without issues of which something was written in clear: they are not found by their words any more, and that can still be read. */
  readonly removed: number;
  /** From where the next part is taken; absent when nothing is left. */
  readonly next?: RetentionPlace;
}

/**
 * One part, whole or not at all; several processes at once take different parts.
 * @param after `next` of the part before; from the beginning when left out
 */
export async function removeOld(
  database: Database,
  category: Retained,
  keptMs: Span,
  atMost: number,
  after: RetentionPlace = BEGINNING,
): Promise<RemovedPart> {
  // Asked for first: should an issue leave the page meanwhile, another one is looked at twice, and none is passed by.
  const end = await endOfPage(database.db, after, keptMs);
  const removed = await database.db.transaction().execute(async (transaction) => {
    const page = pageAfter(after, keptMs);
    const part =
      category === 'words'
        ? await removeWords(transaction, page, atMost)
        : await removeEvidence(transaction, page, atMost);
    if (part.removed > 0)
      await sql`
        insert into doorstep.retention_removed as known (category, removed, last_at) values (${category}, ${part.removed}, now())
        on conflict (category) do update set removed = known.removed + excluded.removed, last_at = excluded.last_at`.execute(
        transaction,
      );
    return part;
  });
  if (category === 'words') forgetKeys(database);
  // Where as much was taken as may be, the same page may hold more.
  const next = removed.taken === atMost ? after : end;
  return { ...removed, ...(next === undefined ? {} : { next }) };
}

async function removeWords(
  transaction: Transaction<Tables>,
  page: RawBuilder<unknown>,
  atMost: number,
): Promise<RemovedPart> {
  const { rows } = await sql<{ id: string }>`
    with page as materialized (${page})
    select i.id from page join doorstep.issue i on i.id = page.id and i.updated_at = page.updated_at
    where ${hasWords} and not ${IS_HELD}
    order by i.updated_at limit ${atMost} for update of i skip locked`.execute(transaction);
  const { reports, clearReports } = await destroyWordsOfIssues(
    transaction,
    rows.map(({ id }) => id),
  );
  return { taken: rows.length, removed: reports - clearReports };
}

/** The rows, which say that the files are gone; whoever has the folder takes them away. */
async function removeEvidence(
  transaction: Transaction<Tables>,
  page: RawBuilder<unknown>,
  atMost: number,
): Promise<RemovedPart> {
  const done = await sql`
    with page as materialized (${page})
    update doorstep.evidence set erased_at = now(), erased_by = 'retention', erased_reason = 'retention'
    where id in (select v.id from page i join doorstep.evidence v on v.issue_id = i.id
      where v.erased_at is null and not ${IS_HELD}
      order by v.uploaded_at limit ${atMost} for update of v skip locked)`.execute(transaction);
  const removed = Number(done.numAffectedRows ?? 0n);
  return { taken: removed, removed };
}

/** Erased, and perhaps still on disk; the oldest first. */
export async function filesToRemove({ db }: Database, limit = 500): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.evidence where erased_at is not null and file_removed_at is null
    order by erased_at limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function markFilesRemoved({ db }: Database, ids: readonly string[]): Promise<void> {
  await sql`
    update doorstep.evidence set file_removed_at = now()
    where id = any(${ids}) and file_removed_at is null`.execute(db);
}
