import { sql, type Kysely } from 'kysely';

/** Whether the engine has looked what a dead letter means for its issue; it looks again when the letter dies once more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table doorstep.dead_letter add column heard_at timestamptz`.execute(db);
  await sql`create index dead_letter_unheard on doorstep.dead_letter (died_at) where heard_at is null`.execute(db);
}
