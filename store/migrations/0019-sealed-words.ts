import { sql, type Kysely } from 'kysely';

/**
 * Keys of the words that people write about an issue (docs/decisions/0093). Without its key no copy of the words can be read;
 * a destroyed key stays as a row that tells when. An issue has at most one key that is alive: words that are written after an
 * erasure are sealed with the next one.
 *
 * What sealed words are found by is worked out by whoever has the master key, and lies ready until the issue is opened, by the
 * sha-256 of the sealed text that it belongs to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.issue_word_key (
      key_id       text        primary key,
      issue_id     text        not null,
      person_id    text,
      wrapped_key  bytea,
      master       text,
      created_at   timestamptz not null default now(),
      destroyed_at timestamptz,
      check ((wrapped_key is null) = (destroyed_at is not null)),
      check ((wrapped_key is null) = (master is null))
    )`.execute(db);
  await sql`create index issue_word_key_of_issue on doorstep.issue_word_key (issue_id)`.execute(db);
  await sql`
    create unique index issue_word_key_alive on doorstep.issue_word_key (issue_id) where wrapped_key is not null`.execute(
    db,
  );
  await sql`
    create index issue_word_key_of_person on doorstep.issue_word_key (person_id) where wrapped_key is not null`.execute(
    db,
  );
  await sql`
    create table doorstep.issue_search_draft (
      issue_id   text        not null,
      text_hash  bytea       not null,
      words      tsvector    not null,
      created_at timestamptz not null default now(),
      primary key (issue_id, text_hash)
    )`.execute(db);
  await sql`
    create or replace function doorstep.issue_is_searched() returns trigger language plpgsql as $$
    declare
      v_text text := new.state #>> '{report,text}';
      v_words tsvector;
    begin
      if starts_with(v_text, 'sealed:1:') then
        select words into v_words from doorstep.issue_search_draft
        where issue_id = new.id and text_hash = sha256(convert_to(v_text, 'UTF8'));
        delete from doorstep.issue_search_draft where issue_id = new.id;
      else
        v_words := doorstep.search_words(v_text);
      end if;
      insert into doorstep.issue_search (issue_id, words, place)
      values (new.id, coalesce(v_words, ''::tsvector),
        doorstep.map_point((new.state #>> '{report,location,lat}')::float8, (new.state #>> '{report,location,lon}')::float8));
      return null;
    end $$`.execute(db);
}
