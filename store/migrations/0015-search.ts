import { sql, type Kysely } from 'kysely';

/**
 * What lists are found and sorted by.
 *
 * The words of a report and its place never change, so that they stand in a row of their own which is written once, by
 * whoever puts the issue into the read model. Chinese has no spaces: each pair of neighbouring characters is a word there,
 * at its place, and what is looked for is a row of pairs. Other words are kept as they are, to be found by how they begin,
 * and by their English stem. A place is a point of Mercator's map: the nearest there is the nearest on the ground, as far
 * as a city reaches, and the index finds it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await words(db);
  await query(db);
  await sql`
    create function doorstep.map_point(p_lat float8, p_lon float8) returns point
    language sql immutable strict parallel safe as $$
      select point(radians(p_lon), ln(tan(pi() / 4 + radians(greatest(-85, least(85, p_lat))) / 2)))
    $$`.execute(db);
  await sql`
    create table doorstep.issue_search (
      issue_id text     primary key,
      words    tsvector not null,
      place    point
    )`.execute(db);
  await sql`
    create function doorstep.issue_is_searched() returns trigger language plpgsql as $$
    begin
      insert into doorstep.issue_search (issue_id, words, place)
      values (new.id, doorstep.search_words(new.state #>> '{report,text}'),
        doorstep.map_point((new.state #>> '{report,location,lat}')::float8, (new.state #>> '{report,location,lon}')::float8));
      return null;
    end $$`.execute(db);
  await sql`create trigger is_searched after insert on doorstep.issue
    for each row execute function doorstep.issue_is_searched()`.execute(db);
  await sql`
    insert into doorstep.issue_search (issue_id, words)
    select id, doorstep.search_words(state #>> '{report,text}') from doorstep.issue`.execute(db);
  await sql`create index issue_search_words on doorstep.issue_search using gin (words)`.execute(db);
  await sql`create index issue_search_place on doorstep.issue_search using gist (place) where place is not null`.execute(
    db,
  );
  await order(db);
}

const HAN = '\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff';
const LETTERS = 'a-z0-9\\u00c0-\\u1fff\\u3040-\\u312f\\uac00-\\ud7af';

async function words(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function doorstep.search_words(p_text text) returns tsvector
    language sql immutable parallel safe as $fn$
      with said as (select lower(normalize(p_text, NFKC)) as text),
      characters as (
        select c, n, c ~ ${sql.lit(`[${HAN}]`)} as is_han
        from said, string_to_table(text, null) with ordinality as s(c, n)),
      pairs as (
        select case when lead(is_han) over (order by n) then c || lead(c) over (order by n) else c end as pair, n, is_han
        from characters),
      others as (
        select distinct left(found[1], 64) as word from said, regexp_matches(text, ${sql.lit(`[${LETTERS}]+`)}, 'g') as found)
      select (coalesce((select string_agg('''' || pair || ''':' || least(n, 16383), ' ') from pairs where is_han), '') || ' '
        || coalesce((select string_agg('''' || word || ''' ''' || coalesce((ts_lexize('english_stem', word))[1], word) || '''', ' ')
          from others), ''))::tsvector
    $fn$`.execute(db);
}

/** Every word of the query has to be there: Chinese as it is written, others by how they begin or by their stem. */
async function query(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function doorstep.search_query(p_text text) returns tsquery
    language sql immutable parallel safe as $fn$
      select string_agg(
        case
          when found[1] is not null then '(''' || left(found[1], 64) || ''':* | '''
            || coalesce((ts_lexize('english_stem', left(found[1], 64)))[1], left(found[1], 64)) || ''')'
          when length(found[2]) = 1 then '''' || found[2] || ''':*'
          else '(' || (select string_agg('''' || substr(found[2], n, 2) || '''', ' <-> ' order by n)
            from generate_series(1, length(found[2]) - 1) as n) || ')'
        end, ' & ')::tsquery
      from regexp_matches(lower(normalize(p_text, NFKC)), ${sql.lit(`([${LETTERS}]+)|([${HAN}]+)`)}, 'g') as found
    $fn$`.execute(db);
}

/** Every order ends with the id, so that a page begins exactly where the one before it ended. */
async function order(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table doorstep.issue add column called_again boolean not null generated always as (
      coalesce((state #>> '{clocks,acknowledge,round}')::integer, 0) > 0
      or coalesce((state #>> '{clocks,handle,round}')::integer, 0) > 0) stored`.execute(db);
  await sql`
    create function doorstep.severity_rank(p_severity text) returns integer
    language sql immutable strict parallel safe as $$
      select case p_severity when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end
    $$`.execute(db);
  const due = sql.raw(`(coalesce(due_at, 'infinity'))`);
  await sql`create index issue_by_due on doorstep.issue (${due}, id)`.execute(db);
  await sql`create index issue_by_opening on doorstep.issue (opened_at, id)`.execute(db);
  await sql`create index issue_by_change on doorstep.issue (updated_at, id)`.execute(db);
  await sql`create index issue_by_tier on doorstep.issue ((-tier), ${due}, id)`.execute(db);
  await sql`create index issue_by_severity on doorstep.issue (doorstep.severity_rank(severity), ${due}, id)`.execute(
    db,
  );
  await sql`create index issue_called_again on doorstep.issue (id) where called_again`.execute(db);
  await sql`create index issue_open_by_category on doorstep.issue (category, ${due}) where stage <> 'closed'`.execute(
    db,
  );
  await sql`create index issue_by_unit on doorstep.issue (unit, ${due})`.execute(db);
  await sql`create index issue_by_reporter on doorstep.issue (reporter)`.execute(db);
  await sql`create index issue_by_assignee on doorstep.issue (assignee) where assignee is not null`.execute(db);
}
