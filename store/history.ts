/** Issues that were closed in another system, written into the log many at a time. */
import { sql, type Transaction } from 'kysely';
import { eventTypeName, type IssueId, type IssueRules, type Step } from '../domain';
import type { Database, Tables } from './database';
import { chainHash } from './hash-chain';
import { readModelRow } from './log';
import { isSealed } from '../domain/kernel/sealed';
import { takeInHistories } from './statistics';
import type { FoundBy } from './words';

/** An issue from its first event on: steps that follow each other, each with its own command and instant. */
export interface History {
  readonly id: IssueId;
  /** At least one; the last one closes the issue. */
  readonly steps: readonly Step[];
  /** What it is found by, where its report is sealed. */
  readonly foundBy?: FoundBy;
}

/**
 * Writes those that the log does not know yet, all of them or none; gives back their ids. Each has its hash chain, and a row of
 * the read model. Nobody is told, and nothing is published: what was over before it came here is no news.
 */
export async function appendHistories({ db }: Database, histories: readonly History[]): Promise<ReadonlySet<IssueId>> {
  if (histories.length === 0) return new Set();
  const given = histories.filter(isFound);
  if (given.length > 0 && given.length < histories.length)
    throw new Error('Histories with sealed words and histories in clear are not written together.');
  if (given.length === 0 && histories.some(({ steps }) => isSealed(steps.at(-1)?.after.report.text ?? '')))
    throw new Error('A history with sealed words that says nothing of what it is found by would be found by nothing.');
  return db.transaction().execute(async (transaction) => {
    const { rows: clock } = await sql<{ now_ms: number }>`
      select round(extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::bigint as now_ms,
        set_config('doorstep.words_given', ${given.length > 0 ? 'yes' : 'no'}, true)`.execute(transaction);
    const recordedAtMs = clock[0]?.now_ms ?? 0;
    const shared = new Shared();
    const chained = histories.map((history) => chain(history, recordedAtMs, shared));
    const { rows: written } = await sql<{ id: IssueId }>`
      insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, assignee, procedure,
        outcome, due_at, called_again, opened_at, updated_at, state)
      select i.id, i.seq::integer, decode(i.hash, 'hex'), r.stage, r.tier, r.unit, r.category, r.severity, r.reporter,
        r.assignee, r.procedure, r.outcome, r.due_at, r.called_again, r.opened_at, to_timestamp(${recordedAtMs}::bigint / 1000.0),
        (i.state || coalesce(s.ending, ''))::json
      from unnest(${lines(chained.map(({ id }) => id))}, ${lines(chained.map(({ seq }) => seq))},
          ${lines(chained.map(({ hash }) => hash))}, ${lines(chained.map(({ row }) => row))},
          ${lines(chained.map(({ state }) => state.own))}, ${lines(chained.map(({ state }) => state.ending))})
          as i(id, seq, hash, row, state, ending)
        left join ${shared.endings} on s.at = i.ending::integer
        cross join lateral json_to_record(i.row::json) as r(stage text, tier integer, unit text, category text,
          severity text, reporter text, assignee text, procedure text, outcome text, due_at timestamptz,
          called_again boolean, opened_at timestamptz)
      order by i.id
      on conflict (id) do nothing returning id`.execute(transaction);
    const fresh = new Set(written.map(({ id }) => id));
    const events = chained.filter(({ id }) => fresh.has(id)).flatMap((one) => one.events);
    if (events.length === 0) return fresh;
    await find(
      transaction,
      given.filter(({ id }) => fresh.has(id)),
    );
    await sql`
      insert into doorstep.event (issue_id, seq, type, actor, command_id, occurred_at, recorded_at, data, hash)
      select e.id, e.seq::integer, e.type, e.actor, e.command, to_timestamp(e.occurred_ms::bigint / 1000.0),
        to_timestamp(${recordedAtMs}::bigint / 1000.0), (e.data || coalesce(s.ending, ''))::json, decode(e.hash, 'hex')
      from unnest(${lines(events.map(({ issue }) => issue))}, ${lines(events.map(({ seq }) => seq))},
          ${lines(events.map(({ type }) => type))}, ${lines(events.map(({ actor }) => actor))},
          ${lines(events.map(({ commandId }) => commandId))}, ${lines(events.map((one) => one.occurredAtMs))},
          ${lines(events.map(({ data }) => data.own))}, ${lines(events.map(({ data }) => data.ending))},
          ${lines(events.map(({ hash }) => hash))})
        as e(id, seq, type, actor, command, occurred_ms, data, ending, hash)
        left join ${shared.endings} on s.at = e.ending::integer
      order by e.id, e.seq::integer`.execute(transaction);
    await takeInHistories(
      transaction,
      histories
        .filter(({ id }) => fresh.has(id))
        .map(({ id, steps }) => ({ id, records: steps.flatMap(({ records }) => records) })),
    );
    return fresh;
  });
}

/** What rows of the read model are found by when the one who writes them says so. */
async function find(transaction: Transaction<Tables>, histories: readonly Found[]): Promise<void> {
  if (histories.length === 0) return;
  await sql`
    insert into doorstep.issue_search (issue_id, words, place)
    select s.id, coalesce(s.words, '')::tsvector, doorstep.map_point(nullif(s.lat, '')::float8, nullif(s.lon, '')::float8)
    from unnest(${lines(histories.map(({ id }) => id))}, ${lines(histories.map(({ foundBy }) => foundBy.words))},
        ${lines(histories.map(({ foundBy }) => foundBy.place?.lat ?? ''))},
        ${lines(histories.map(({ foundBy }) => foundBy.place?.lon ?? ''))})
      as s(id, words, lat, lon)`.execute(transaction);
}

type Found = History & Required<Pick<History, 'foundBy'>>;
const isFound = (history: History): history is Found => history.foundBy !== undefined;

/**
 * As a text of lines, none of which can hold a line feed (JSON escapes it): an array would have every quote in it escaped here
 * and read again there, which is the dearest part of all.
 */
const lines = (values: readonly (string | number)[]) => sql`string_to_array(${values.join('\n')}, E'\\n')`;

/** Which of these the log knows. */
export async function knownIssues({ db }: Database, ids: readonly IssueId[]): Promise<ReadonlySet<IssueId>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: IssueId }>`select id from doorstep.issue where id = any(${ids})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

function chain({ id, steps }: History, recordedAtMs: number, shared: Shared) {
  let hash: Uint8Array = new Uint8Array();
  const events = steps
    .flatMap(({ records }) => records)
    .map(({ seq, actor, commandId, occurredAtMs, event }) => {
      const { type: name, ...said } = event;
      const link = { issue: id, seq, type: eventTypeName(name), actor, commandId, occurredAtMs, recordedAtMs };
      const data = shared.textOf(said);
      hash = chainHash(hash, { ...link, data: data.own }, shared.bytesOf(data));
      return { ...link, data, hash: Buffer.from(hash).toString('hex') };
    });
  const last = steps.at(-1)?.after;
  if (last === undefined) throw new Error(`A history of ${id} without steps tells nothing.`);
  return {
    id,
    seq: last.seq,
    hash: Buffer.from(hash).toString('hex'),
    row: JSON.stringify(readModelRow(last)),
    state: shared.textOf(last),
    events,
  };
}

/** A JSON text: what is its own, and which ending follows; 0 for none. */
interface Text {
  readonly own: string;
  readonly ending: number;
}

/** Rules are the longest part of a text and the same in many issues: they are written out, and sent, once, and come last. */
class Shared {
  private readonly texts: string[] = [];
  private readonly bytes: Buffer[] = [];
  private readonly known = new Map<IssueRules, number>();

  textOf(value: object & { readonly rules?: IssueRules }): Text {
    const { rules, ...others } = value;
    const own = JSON.stringify(others);
    if (rules === undefined || own === '{}') return { own: JSON.stringify(value), ending: 0 };
    return { own: own.slice(0, -1), ending: this.known.get(rules) ?? this.add(rules) };
  }

  bytesOf({ ending }: Text): Buffer | undefined {
    return this.bytes[ending - 1];
  }

  /** As a row of a query: `s(ending, at)`. */
  get endings() {
    return sql`unnest(${lines(this.texts)}) with ordinality as s(ending, at)`;
  }

  private add(rules: IssueRules): number {
    const text = `,"rules":${JSON.stringify(rules)}}`;
    this.bytes.push(Buffer.from(text, 'utf8'));
    const ending = this.texts.push(text);
    this.known.set(rules, ending);
    return ending;
  }
}
