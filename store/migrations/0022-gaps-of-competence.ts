import { sql, type Kysely } from 'kysely';

/** Of one cell there may be a gap for each competence that is asked there; those of before asked none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table doorstep.coverage_gap
      add column competence text not null default '',
      drop constraint coverage_gap_pkey,
      add primary key (role, unit, competence, from_at)`.execute(db);
}
