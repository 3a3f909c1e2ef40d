import { sql, type Kysely } from 'kysely';

/** Gaps of the duty that were seen coming, each with the matter by which it was put before somebody, and how it ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.coverage_gap (
      role       text        not null,
      unit       text        not null,
      from_at    timestamptz not null,
      until_at   timestamptz not null,
      place      text        not null,
      issue_id   text,
      alerted_at timestamptz not null default now(),
      said_at    timestamptz,
      ended_at   timestamptz,
      ended      text        check (ended in ('mended', 'passed')),
      primary key (role, unit, from_at),
      check ((ended_at is null) = (ended is null))
    )`.execute(db);
  await sql`create index coverage_gap_open on doorstep.coverage_gap (issue_id) where ended_at is null`.execute(db);
}
