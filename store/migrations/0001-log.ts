import { sql, type Kysely } from 'kysely';

/**
 * The event log, the read model and the outbox, and the one function that appends to all three.
 *
 * `event.data` is `json`, not `jsonb`: the text is part of the hash chain and has to stay as it was written.
 * `event.tx` lets a reader that follows the log stop at the oldest running transaction: positions are given out
 * before commit, so a later position may become visible first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists doorstep`.execute(db);
  await sql`
    create table doorstep.event (
      issue_id    text        not null,
      seq         integer     not null check (seq > 0),
      position    bigint      not null generated always as identity,
      tx          xid8        not null default pg_current_xact_id(),
      type        text        not null,
      actor       text        not null,
      command_id  text        not null,
      occurred_at timestamptz not null,
      recorded_at timestamptz not null,
      data        json        not null,
      hash        bytea       not null,
      primary key (issue_id, seq)
    )`.execute(db);
  await sql`create unique index event_position on doorstep.event (position)`.execute(db);
  await sql`
    create table doorstep.issue (
      id          text        primary key,
      seq         integer     not null,
      hash        bytea       not null,
      stage       text        not null,
      tier        integer     not null,
      unit        text        not null,
      category    text        not null,
      severity    text        not null,
      reporter    text        not null,
      assignee    text,
      procedure   text        not null,
      outcome     text,
      due_at      timestamptz,
      opened_at   timestamptz not null,
      updated_at  timestamptz not null,
      state       json        not null
    )`.execute(db);
  await sql`create index issue_due on doorstep.issue (due_at) where due_at is not null`.execute(db);
  await sql`
    create table doorstep.notice (
      issue_id     text        not null,
      seq          integer     not null,
      recipient    text        not null,
      channel      text        not null,
      template     text        not null,
      tier         smallint    not null,
      round        integer     not null,
      facts        json        not null,
      queued_at    timestamptz not null,
      delivered_at timestamptz,
      read_at      timestamptz,
      primary key (issue_id, seq, recipient, channel)
    )`.execute(db);
  await sql`
    create table doorstep.outbox (
      issue_id   text        not null,
      first_seq  integer     not null,
      last_seq   integer     not null,
      created_at timestamptz not null,
      primary key (issue_id, first_seq)
    )`.execute(db);
  await sql`create index outbox_age on doorstep.outbox (created_at)`.execute(db);
}
