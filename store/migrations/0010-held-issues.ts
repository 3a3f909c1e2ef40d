import { sql, type Kysely } from 'kysely';

/** The engine looks every half minute whether whoever has an issue is still there: by person, among those that are being handled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index issue_held on doorstep.issue (assignee) where stage = 'handling'`.execute(db);
}
