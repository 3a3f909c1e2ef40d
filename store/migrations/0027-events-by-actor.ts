import { sql, type Kysely } from 'kysely';

/**
 * By whom events are: what somebody gets of themselves names every issue in which they had a part (store/personal). Ids of
 * actors repeat, so that the index is a small one, and an append adds little to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index event_by_actor on doorstep.event (actor)`.execute(db);
}
