import { sql, type Kysely } from 'kysely';

/**
 * Erasure of a person: what was asked for, how far it is, and the certificate, which nobody changes any more. And which
 * issues are held for a law suit or an inspection, so that nothing of them is removed by its age.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.erasure (
      id           text        primary key,
      person       text        not null,
      asked_by     text        not null,
      reason       text        not null,
      hand_over    boolean     not null,
      request_key  text        unique,
      asked_at     timestamptz not null default clock_timestamp(),
      finished_at  timestamptz,
      announced_at timestamptz
    )`.execute(db);
  await sql`create unique index erasure_running on doorstep.erasure (person) where finished_at is null`.execute(db);
  await sql`create index erasure_unannounced on doorstep.erasure (asked_at) where announced_at is null`.execute(db);
  await sql`
    create table doorstep.erasure_step (
      erasure_id text        not null references doorstep.erasure,
      step       text        not null,
      found      json        not null,
      found_at   timestamptz not null default clock_timestamp(),
      done_at    timestamptz,
      primary key (erasure_id, step)
    )`.execute(db);
  await sql`
    create table doorstep.erasure_certificate (
      number     integer     primary key check (number > 0),
      erasure_id text        not null unique references doorstep.erasure,
      person     text        not null,
      asked_by   text        not null,
      reason     text        not null,
      asked_at   timestamptz not null,
      erased_at  timestamptz not null,
      counts     json        not null,
      inventory  bytea       not null check (octet_length(inventory) = 32),
      before     bytea       not null,
      hash       bytea       not null check (octet_length(hash) = 32)
    )`.execute(db);
  await sql`create index erasure_certificate_person on doorstep.erasure_certificate (person)`.execute(db);
  await sql`
    create function doorstep.certificates_stay() returns trigger language plpgsql as $$
    begin
      raise exception 'A certificate of erasure stays as it is: % is refused.', lower(tg_op) using errcode = 'restrict_violation';
    end $$`.execute(db);
  await sql`create trigger stays before update or delete on doorstep.erasure_certificate
    for each row execute function doorstep.certificates_stay()`.execute(db);
  await sql`create trigger is_not_emptied before truncate on doorstep.erasure_certificate
    for each statement execute function doorstep.certificates_stay()`.execute(db);
  await erasedEntries(db);
  await sql`
    create table doorstep.legal_hold (
      issue_id    text        not null,
      held_at     timestamptz not null default clock_timestamp(),
      held_by     text        not null,
      reason      text        not null,
      released_at timestamptz,
      released_by text,
      primary key (issue_id, held_at),
      check ((released_at is null) = (released_by is null))
    )`.execute(db);
  await sql`create unique index legal_hold_now on doorstep.legal_hold (issue_id) where released_at is null`.execute(db);
  await sql`alter table doorstep.evidence add column file_removed_at timestamptz`.execute(db);
  await sql`create index evidence_on_disk on doorstep.evidence (erased_at) where erased_at is not null and file_removed_at is null`.execute(
    db,
  );
  await sql`
    create table doorstep.retention_removed (
      category text        primary key,
      removed  bigint      not null,
      last_at  timestamptz not null
    )`.execute(db);
}

/** The history of the directory stays; of a person who is being erased it may lose what says who they are, and nothing else. */
async function erasedEntries(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function doorstep.erased_entry(p_kind text, p_data json) returns jsonb
    language sql immutable strict parallel safe as $$
      select case p_kind
        when 'person' then jsonb_strip_nulls(jsonb_build_object('id', p_data -> 'id', 'name', '已注销 (erased)',
          'lang', p_data -> 'lang', 'from', p_data -> 'from', 'until', p_data -> 'until'))
        when 'absence' then p_data::jsonb - 'kind'
        else p_data::jsonb end
    $$`.execute(db);
  await sql`
    create function doorstep.entry_person(p_kind text, p_data json) returns text
    language sql immutable strict parallel safe as $$
      select case p_kind when 'person' then p_data ->> 'id' when 'absence' then p_data ->> 'person' end
    $$`.execute(db);
  await sql`
    create or replace function doorstep.directory_keeps_history() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and tg_table_name = 'directory_entry' then
        if old.until_version is null and new.until_version is not null
          and (new.kind, new.key, new.place, new.data::text, new.from_version)
            = (old.kind, old.key, old.place, old.data::text, old.from_version) then
          return new;
        end if;
        if (new.kind, new.key, new.place, new.from_version) = (old.kind, old.key, old.place, old.from_version)
          and new.until_version is not distinct from old.until_version
          and new.data::jsonb = doorstep.erased_entry(old.kind, old.data)
          and exists (select from doorstep.erasure e
            where e.finished_at is null and e.person = doorstep.entry_person(old.kind, old.data)) then
          return new;
        end if;
      end if;
      raise exception 'The directory keeps its history: % of % is refused.', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
    end $$`.execute(db);
}
