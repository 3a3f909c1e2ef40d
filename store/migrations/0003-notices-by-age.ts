import { sql, type Kysely } from 'kysely';

/**
 * Finds notices of an age without costing the append: a BRIN index is a few pages, written once per range of rows.
 * A partial index on what is undelivered would be searched faster, but every delivery would have to rewrite it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index notice_age on doorstep.notice using brin (queued_at) with (pages_per_range = 16, autosummarize = on)`.execute(
    db,
  );
}
