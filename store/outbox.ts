/** What was appended and may not have been published yet: one row an append, gone once the streams hold all of it. */
import { sql } from 'kysely';
import type { IssueId, IssueState, Notice, Recorded } from '../domain';
import type { Database } from './database';
import { loadEntries, type Claimed } from './outbox-entries';

export interface OutboxKey {
  readonly issue: IssueId;
  readonly firstSeq: number;
}

/** One append, as it has to go out. */
export interface OutboxEntry extends OutboxKey {
  /** As it stands now, which may be later than the append. */
  readonly state: IssueState;
  readonly recordedAtMs: number;
  readonly records: readonly Recorded[];
  readonly notices: readonly (Notice & { readonly seq: number; readonly channel: string })[];
}

/** Rows that somebody else is publishing right now are left to them; nothing waits here for a lock. */
export async function deletePublished({ pool }: Database, keys: readonly OutboxKey[]): Promise<void> {
  if (keys.length === 0) return;
  await pool.query({
    name: 'delete-published',
    text: `delete from doorstep.outbox o using (
             select b.ctid from doorstep.outbox b
             join unnest($1::text[], $2::integer[]) as k(issue_id, first_seq)
               on b.issue_id = k.issue_id and b.first_seq = k.first_seq
             for update of b skip locked) gone
           where o.ctid = gone.ctid`,
    values: [keys.map(({ issue }) => issue), keys.map(({ firstSeq }) => firstSeq)],
  });
}

/**
 * Gives `publish` the oldest rows that nobody else is at, and deletes those that it says are published.
 * The rows are locked meanwhile, so several sweepers share the work. Returns how many were found and how many are gone.
 */
export async function sweepOutbox(
  { db }: Database,
  { olderThanMs, limit }: { readonly olderThanMs: number; readonly limit: number },
  publish: (entries: readonly OutboxEntry[]) => Promise<readonly OutboxKey[]>,
): Promise<{ readonly found: number; readonly published: number }> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<Claimed>`
      select issue_id, first_seq, last_seq, created_at from doorstep.outbox
      where created_at < now() - ${olderThanMs} * interval '1 millisecond'
      order by created_at limit ${limit} for update skip locked`.execute(transaction);
    if (rows.length === 0) return { found: 0, published: 0 };
    const gone = await publish(await loadEntries(transaction, rows));
    if (gone.length > 0) {
      await sql`
        delete from doorstep.outbox o
        using unnest(${gone.map(({ issue }) => issue)}::text[], ${gone.map(({ firstSeq }) => firstSeq)}::integer[]) as k(issue_id, first_seq)
        where o.issue_id = k.issue_id and o.first_seq = k.first_seq`.execute(transaction);
    }
    return { found: rows.length, published: gone.length };
  });
}

export interface OutboxBacklog {
  readonly count: number;
  /** Age of the oldest row by the database's clock; 0 when there is none. */
  readonly oldestAgeMs: number;
}

export async function outboxBacklog({ db }: Database): Promise<OutboxBacklog> {
  const { rows } = await sql<OutboxBacklog>`
    select count(*) as count, coalesce(extract(epoch from now() - min(created_at)) * 1000, 0)::float8 as "oldestAgeMs"
    from doorstep.outbox`.execute(db);
  return rows[0] ?? { count: 0, oldestAgeMs: 0 };
}
