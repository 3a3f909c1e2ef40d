import { sql, type Kysely } from 'kysely';

/**
 * Who may come in, and what the door keeps of it: keys of programs, local accounts with their sessions, tracking codes of
 * reports without an account, counters against abuse, and the access log.
 *
 * Of every secret there is a hash only. Addresses of callers stand in no row: counters are named by a hash with a salt that
 * lives for a day. The access log may grow, and lose what is older than ninety days; nothing in it is ever changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.api_key (
      id           text        primary key,
      hash         bytea       not null,
      label        text        not null,
      scopes       text[]      not null,
      units        text[],
      person       text,
      acts_for     boolean     not null default false,
      created_at   timestamptz not null default now(),
      created_by   text        not null,
      expires_at   timestamptz,
      last_used_at timestamptz,
      revoked_at   timestamptz,
      check (person is null or not acts_for)
    )`.execute(db);
  await sql`
    create table doorstep.account (
      name         text        primary key,
      person       text,
      operator     boolean     not null default false,
      password     text        not null,
      created_at   timestamptz not null default now(),
      created_by   text        not null,
      changed_at   timestamptz not null default now(),
      signed_in_at timestamptz,
      disabled_at  timestamptz,
      check (person is not null or operator)
    )`.execute(db);
  await sql`
    create table doorstep.session (
      hash       bytea       primary key,
      account    text        not null references doorstep.account on delete cascade,
      created_at timestamptz not null default now(),
      used_at    timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index session_account on doorstep.session (account)`.execute(db);
  await sql`create index session_expiry on doorstep.session (expires_at)`.execute(db);
  await sql`
    create table doorstep.tracking_code (
      hash       bytea       primary key,
      issue_id   text        not null,
      reporter   text        not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table doorstep.sign_in_attempt (
      key           text        primary key,
      count         integer     not null,
      at            timestamptz not null,
      blocked_until timestamptz
    )`.execute(db);
  await sql`create index sign_in_attempt_age on doorstep.sign_in_attempt (at)`.execute(db);
  await sql`
    create table doorstep.usage (
      key    text        not null,
      window_start timestamptz not null,
      count  integer     not null,
      primary key (window_start, key)
    )`.execute(db);
  await sql`create table doorstep.identity_secret (name text primary key, secret bytea not null)`.execute(db);
  await sql`create table doorstep.address_salt (day date primary key, salt bytea not null)`.execute(db);
  await accessLog(db);
  // What somebody was told, newest first, and which issues are therefore theirs to read.
  await sql`create index notice_told on doorstep.notice (recipient, issue_id)`.execute(db);
  await sql`create index issue_reporter on doorstep.issue (reporter)`.execute(db);
}

async function accessLog(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.access_log (
      position   bigint      primary key generated always as identity,
      at         timestamptz not null default clock_timestamp(),
      who        text        not null,
      operation  text        not null,
      subject    text,
      outcome    text        not null check (outcome in ('read', 'changed', 'refused', 'failed')),
      reason     text        not null,
      request_id text
    )`.execute(db);
  await sql`create index access_log_at on doorstep.access_log (at)`.execute(db);
  await sql`create index access_log_subject on doorstep.access_log (subject, at) where subject is not null`.execute(db);
  await sql`
    create function doorstep.access_log_stays() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.at < now() - interval '90 days' then return old; end if;
      end if;
      raise exception 'The access log keeps what it holds: % is refused.', lower(tg_op) using errcode = 'restrict_violation';
    end $$`.execute(db);
  await sql`create trigger stays before update or delete on doorstep.access_log
    for each row execute function doorstep.access_log_stays()`.execute(db);
  await sql`create trigger is_not_emptied before truncate on doorstep.access_log
    for each statement execute function doorstep.access_log_stays()`.execute(db);
}
