import { sql, type Kysely } from 'kysely';

/** Of two indexes of issues by their reporter, which were alike, one is left: an append has less to write. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index doorstep.issue_reporter`.execute(db);
}
