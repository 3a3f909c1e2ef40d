import { sql, type Kysely } from 'kysely';

/**
 * What came in over Open311, so that it is shown there again, and so that a report that is sent a second time after a lost
 * answer is the same report. `key` names the report for the engine; `fingerprint` is a digest of everything that its sender
 * said, kept while a second one may come.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.open311_request (
      issue_id    text        primary key,
      key         text        not null,
      sent_by     text        not null,
      fingerprint bytea,
      received_at timestamptz not null default clock_timestamp()
    )`.execute(db);
  await sql`create unique index open311_fingerprint on doorstep.open311_request (fingerprint) where fingerprint is not null`.execute(
    db,
  );
  await sql`create index open311_received on doorstep.open311_request (received_at) where fingerprint is not null`.execute(
    db,
  );
}
