import { sql, type Kysely } from 'kysely';

/**
 * Where a report is comes sealed as its text does (docs/decisions/0101). What it is found by lies ready beside the words, as the
 * middle of a cell of the map; the hash is that of both sealed texts, so that it belongs to exactly this report. One in clear is
 * found by the place itself, as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table doorstep.issue_search_draft add column place point`.execute(db);
  await sql`
    create or replace function doorstep.issue_is_searched() returns trigger language plpgsql as $$
    declare
      v_report json := new.state -> 'report';
      v_text text := v_report ->> 'text';
      v_where text := case when json_typeof(v_report -> 'location') = 'string' then v_report ->> 'location' end;
      v_words tsvector;
      v_ready point;
      v_place point := doorstep.map_point((v_report #>> '{location,lat}')::float8, (v_report #>> '{location,lon}')::float8);
    begin
      if starts_with(v_text, 'sealed:1:') then
        with laid as (delete from doorstep.issue_search_draft where issue_id = new.id returning text_hash, words, place)
        select words, place into v_words, v_ready from laid
        where text_hash = sha256(convert_to(v_text || coalesce(v_where, ''), 'UTF8'));
      else
        v_words := doorstep.search_words(v_text);
      end if;
      insert into doorstep.issue_search (issue_id, words, place)
      values (new.id, coalesce(v_words, ''::tsvector), coalesce(v_place, v_ready));
      return null;
    end $$`.execute(db);
}
