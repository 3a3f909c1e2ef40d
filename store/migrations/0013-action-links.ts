import { sql, type Kysely } from 'kysely';

/**
 * Links by which somebody acts from a notice: what each is good for, under the hash of its token. The token itself is in the
 * letter and nowhere else. All links to one question of one notice are used up together, by the first answer.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.action_link (
      token_hash   bytea       primary key check (octet_length(token_hash) = 32),
      issue_id     text        not null,
      seq          integer     not null,
      recipient    text        not null,
      channel      text        not null,
      question     text        not null,
      about        text        not null,
      choices      text[]      not null check (cardinality(choices) > 0),
      made_at      timestamptz not null default now(),
      expires_at   timestamptz not null,
      revoked_at   timestamptz,
      refusals     integer     not null default 0,
      used_at      timestamptz,
      choice       text,
      answered_seq integer,
      check ((used_at is null) = (choice is null) and (used_at is null) = (answered_seq is null))
    )`.execute(db);
  await sql`create index action_link_of_notice on doorstep.action_link (issue_id, seq, recipient)`.execute(db);
  await sql`create index action_link_by_age on doorstep.action_link (expires_at)`.execute(db);
}
