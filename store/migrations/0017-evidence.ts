import { sql, type Kysely } from 'kysely';

/** What was uploaded to prove something: the file lies in the storage of files, this row says what it is and never leaves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.evidence (
      id text primary key,
      issue_id text not null references doorstep.issue (id),
      media_type text not null,
      bytes integer not null,
      width integer,
      height integer,
      sha256 bytea not null,
      received_sha256 bytea not null,
      received_bytes integer not null,
      uploaded_by text not null,
      uploaded_at timestamptz not null default now(),
      erased_at timestamptz,
      erased_by text,
      erased_reason text)`.execute(db);
  await sql`create index evidence_of_issue on doorstep.evidence (issue_id, uploaded_at)`.execute(db);
}
