import { sql, type Kysely } from 'kysely';

/** The safety net looks every few seconds for issues that lag behind their lead: few, and no reason to read all that ever were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index issue_linked on doorstep.issue (id) where stage = 'linked'`.execute(db);
}
