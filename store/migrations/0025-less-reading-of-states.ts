import { sql, type Kysely } from 'kysely';

/**
 * The state of an issue is a text of kilobytes, and was taken apart again for every single thing that is kept of it
 * (docs/decisions/0099). Now `called_again` comes with the row, as everything else that lists are sorted by; the report is
 * looked up once; and whoever writes many issues at once may give what they are found by with them, by
 * `doorstep.words_given`, instead of laying it ready first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table doorstep.issue alter column called_again drop expression`.execute(db);
  await sql`alter table doorstep.issue alter column called_again set default false`.execute(db);
  await searched(db);
  await append(db);
}

async function searched(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function doorstep.issue_is_searched() returns trigger language plpgsql as $$
    declare
      v_report json := new.state -> 'report';
      v_text text := v_report ->> 'text';
      v_words tsvector;
    begin
      if starts_with(v_text, 'sealed:1:') then
        with laid as (delete from doorstep.issue_search_draft where issue_id = new.id returning text_hash, words)
        select words into v_words from laid where text_hash = sha256(convert_to(v_text, 'UTF8'));
      else
        v_words := doorstep.search_words(v_text);
      end if;
      insert into doorstep.issue_search (issue_id, words, place)
      values (new.id, coalesce(v_words, ''::tsvector),
        doorstep.map_point((v_report #>> '{location,lat}')::float8, (v_report #>> '{location,lon}')::float8));
      return null;
    end $$`.execute(db);
  await sql`
    create or replace trigger is_searched after insert on doorstep.issue
    for each row when (coalesce(current_setting('doorstep.words_given', true), '') <> 'yes')
    execute function doorstep.issue_is_searched()`.execute(db);
}

/** `doorstep.append` as 0006 has it. An engine of before does not say whether somebody was called again. */
async function append(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function doorstep.is_called_again(p_state json) returns boolean
    language sql immutable parallel safe as $$
      select coalesce((p_state #>> '{clocks,acknowledge,round}')::integer, 0) > 0
        or coalesce((p_state #>> '{clocks,handle,round}')::integer, 0) > 0
    $$`.execute(db);
  await sql`
    create or replace function doorstep.append(
      p_issue text, p_expected integer, p_command text, p_actor text, p_occurred_ms bigint,
      p_types text[], p_data text[], p_row json, p_state text, p_notices json, p_until_ms bigint,
      out outcome text, out recorded_ms bigint)
    language plpgsql as $fn$
    declare
      v_hash bytea := ''::bytea;
      v_hashes bytea[] := '{}';
      v_seq integer := 0;
      v_now timestamptz;
      v_caller text := regexp_replace(p_command, '~[0-9a-z]{13}$', '');
      v_occurred timestamptz := to_timestamp(p_occurred_ms / 1000.0);
    begin
      if p_expected > 0 then
        select i.seq, i.hash into v_seq, v_hash from doorstep.issue i where i.id = p_issue for update;
      end if;
      -- Taken when the issue is ours: whoever held it before recorded earlier.
      v_now := date_trunc('milliseconds', clock_timestamp());
      recorded_ms := round(extract(epoch from v_now) * 1000);
      select case when bool_or(e.command_id in (p_command, v_caller) or p_command = v_caller) then 'duplicate' else 'reused' end
      into outcome from doorstep.event e
      where e.issue_id = p_issue and (e.command_id in (p_command, v_caller)
        or starts_with(e.command_id, v_caller || '~') and length(e.command_id) = length(v_caller) + 14)
      having count(*) > 0;
      if outcome is not null then
        return;
      end if;
      if v_seq is distinct from p_expected then
        outcome := 'conflict';
        return;
      end if;
      if recorded_ms > p_until_ms then
        outcome := 'stale';
        return;
      end if;
      for n in 1 .. cardinality(p_types) loop
        v_hash := sha256(v_hash || convert_to(concat_ws(E'\\n', p_issue, p_expected + n, p_types[n], p_actor, p_command,
          p_occurred_ms, recorded_ms, p_data[n]), 'UTF8'));
        v_hashes := v_hashes || v_hash;
      end loop;
      if p_expected = 0 then
        insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, assignee,
          procedure, outcome, due_at, called_again, opened_at, updated_at, state)
        select p_issue, cardinality(p_types), v_hash, r.stage, r.tier, r.unit, r.category, r.severity, r.reporter,
          r.assignee, r.procedure, r.outcome, r.due_at, coalesce(r.called_again, doorstep.is_called_again(p_state::json)),
          r.opened_at, v_now, p_state::json
        from json_to_record(p_row) as r(stage text, tier integer, unit text, category text, severity text,
          reporter text, assignee text, procedure text, outcome text, due_at timestamptz, called_again boolean,
          opened_at timestamptz)
        on conflict (id) do nothing;
        if not found then
          outcome := 'conflict';
          return;
        end if;
      else
        update doorstep.issue i set seq = p_expected + cardinality(p_types), hash = v_hash, stage = r.stage,
          tier = r.tier, category = r.category, severity = r.severity, assignee = r.assignee, procedure = r.procedure,
          outcome = r.outcome, due_at = r.due_at, updated_at = v_now, state = p_state::json,
          called_again = coalesce(r.called_again, doorstep.is_called_again(p_state::json))
        from json_to_record(p_row) as r(stage text, tier integer, category text, severity text, assignee text,
          procedure text, outcome text, due_at timestamptz, called_again boolean)
        where i.id = p_issue;
      end if;
      insert into doorstep.event (issue_id, seq, type, actor, command_id, occurred_at, recorded_at, data, hash)
      select p_issue, p_expected + e.n, e.type, p_actor, p_command, v_occurred, v_now, e.data::json, e.hash
      from unnest(p_types, p_data, v_hashes) with ordinality as e(type, data, hash, n);
      insert into doorstep.notice (issue_id, seq, recipient, channel, template, tier, round, facts, queued_at)
      select p_issue, n.seq, n.recipient, n.channel, n.template, n.tier, n.round, n.facts, v_now
      from json_to_recordset(p_notices) as n(seq integer, recipient text, channel text, template text, tier smallint,
        round integer, facts json);
      insert into doorstep.outbox (issue_id, first_seq, last_seq, created_at)
      values (p_issue, p_expected + 1, p_expected + cardinality(p_types), v_now);
      outcome := 'appended';
    end
    $fn$`.execute(db);
}
