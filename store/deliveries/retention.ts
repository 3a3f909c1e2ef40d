/** What became of notices is kept for as long as anybody may ask, and no longer. The log itself is never shortened. */
import { sql } from 'kysely';
import type { Database } from '../database';

/**
 * Removes deliveries and dead letters of issues that are closed and that nothing has happened to for so many days.
 * Returns how many deliveries; less than `limit` when nothing is left to remove.
 */
export async function forgetDeliveries(
  { db }: Database,
  { keptDays, limit }: { readonly keptDays: number; readonly limit: number },
): Promise<number> {
  const before = sql`now() - ${keptDays} * interval '1 day'`;
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ issue_id: string; bundle: string | null }>`
      with old as (
        select d.issue_id, d.seq, d.recipient, d.channel from doorstep.delivery d
        join doorstep.issue i on i.id = d.issue_id
        where d.queued_at < ${before} and d.next_at is null and i.stage = 'closed' and i.updated_at < ${before}
          and not exists (select from doorstep.legal_hold h where h.issue_id = i.id and h.released_at is null)
        limit ${limit})
      delete from doorstep.delivery d using old
      where d.issue_id = old.issue_id and d.seq = old.seq and d.recipient = old.recipient and d.channel = old.channel
      returning d.issue_id, d.bundle`.execute(transaction);
    const issues = [...new Set(rows.map(({ issue_id }) => issue_id))];
    const bundles = [...new Set(rows.flatMap(({ bundle }) => bundle ?? []))];
    await sql`
      delete from doorstep.dead_letter l
      where l.issue_id = any(${issues}) and not exists (
        select from doorstep.delivery d
        where d.issue_id = l.issue_id and d.seq = l.seq and d.recipient = l.recipient)`.execute(transaction);
    await sql`
      delete from doorstep.bundle b
      where b.id = any(${bundles}) and not exists (select from doorstep.delivery d where d.bundle = b.id)`.execute(
      transaction,
    );
    return rows.length;
  });
}
