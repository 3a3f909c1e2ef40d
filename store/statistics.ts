/**
 * Counts per procedure and tier that follow the log, a batch a transaction, together with the place they have reached. What
 * comes whole from another system is counted in the transaction that writes it (docs/decisions/0023).
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Recorded } from '../domain';
import type { Database, Tables } from './database';
import { recordedFrom, type EventRow } from './recorded-row';
import { measure, type Counted, type Measured } from './statistics-measure';
import type { IssueMemory } from './statistics-memory';

interface Place {
  readonly tx: string;
  readonly position: number;
}
/** Without its data where it was taken in before. */
type PlacedEvent = Omit<EventRow, 'data'> & Place & { readonly issue_id: string; readonly data: object | null };

/**
 * Takes in the next events that no running transaction can precede. Returns how many; 0 also when somebody else is at it.
 * Throws when the database is away; nothing is half done then.
 */
export const followStatistics = ({ db }: Database, limit = 500): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const { rows } =
      await sql<Place>`select tx::text, position from doorstep.statistics_place for update skip locked`.execute(
        transaction,
      );
    const place = rows[0];
    return place === undefined ? 0 : takeIn(transaction, place, limit);
  });

/** Counts everything anew from the log; readers see the old counts until the new ones are complete. */
export const rebuildStatistics = ({ db }: Database, limit = 5_000): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await sql`select from doorstep.statistics_place for update`.execute(transaction);
    // Whoever has written counts beside the log is waited for, and others wait for these (see takeInHistories).
    await sql`lock table doorstep.statistic in exclusive mode`.execute(transaction);
    await sql`delete from doorstep.statistic`.execute(transaction);
    await sql`delete from doorstep.statistics_issue`.execute(transaction);
    await sql`update doorstep.statistics_place set tx = '0', position = 0`.execute(transaction);
    for (;;) {
      const { rows } = await sql<Place>`select tx::text, position from doorstep.statistics_place`.execute(transaction);
      if (rows[0] === undefined || (await takeIn(transaction, rows[0], limit)) < limit) return;
    }
  });

/** Events that are not passed yet; those that were counted as they were written are among them. */
export async function statisticsLag({ db }: Database): Promise<{ readonly events: number }> {
  const { rows } = await sql<{ events: number }>`
    select count(*) as events from doorstep.event e, doorstep.statistics_place p where (e.tx, e.position) > (p.tx, p.position)`.execute(
    db,
  );
  return { events: rows[0]?.events ?? 0 };
}

async function takeIn(transaction: Transaction<Tables>, place: Place, limit: number): Promise<number> {
  // Those that were taken in before are not told, but for the last, by which the place is known.
  const { rows } = await sql<PlacedEvent & { taken: number }>`
    with taken as (
      select e.*, coalesce(m.seq >= e.seq, false) as is_counted
      from doorstep.event e left join doorstep.statistics_issue m on m.issue_id = e.issue_id
      where (e.tx, e.position) > (${place.tx}::xid8, ${place.position}::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by e.tx, e.position limit ${limit}),
    placed as (
      select *, count(*) over () as taken, lead(position) over (order by tx, position) is null as is_last from taken)
    select tx::text, position, issue_id, seq, type, actor, command_id, occurred_at, taken,
      case when not is_counted then data end as data
    from placed where not is_counted or is_last order by placed.tx, position`.execute(transaction);
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const fresh = rows.filter(({ data }) => data !== null);
  const memories = await readMemories(transaction, [...new Set(fresh.map((row) => row.issue_id))]);
  const counts = new Counts();
  for (const row of fresh) {
    const { memory, counted } = measure(row.issue_id, memories.get(row.issue_id) ?? null, recordedFrom(row));
    memories.set(row.issue_id, memory);
    counts.add(counted);
  }
  await writeMemories(transaction, memories);
  await writeCounts(transaction, counts.all);
  await sql`update doorstep.statistics_place set tx = ${last.tx}::xid8, position = ${last.position}`.execute(
    transaction,
  );
  return last.taken;
}

/**
 * Whole issues, in the transaction that writes their events: what is remembered of each says that it was counted, and
 * whoever follows the log passes them by.
 */
export async function takeInHistories(transaction: Transaction<Tables>, histories: readonly Counting[]): Promise<void> {
  const memories = new Map<string, IssueMemory>();
  const counts = new Counts();
  for (const { id, records } of histories) {
    let memory: IssueMemory | null = null;
    for (const record of records) {
      const measured: Measured = measure(id, memory, record);
      memory = measured.memory;
      counts.add(measured.counted);
    }
    if (memory !== null) memories.set(id, memory);
  }
  await writeMemories(transaction, memories);
  await writeCounts(transaction, counts.all);
}

export interface Counting {
  readonly id: string;
  /** All there is of it, from the first event on. */
  readonly records: readonly Recorded[];
}

class Counts {
  private readonly sums = new Map<string, Counted & { count: number }>();

  add(counted: readonly Counted[]): void {
    for (const one of counted) {
      const key = `${one.procedure}\n${one.tier}\n${one.measure}`;
      const sum = this.sums.get(key) ?? { ...one, count: 0 };
      sum.count += 1;
      this.sums.set(key, sum);
    }
  }

  /** In one order for everybody, so that no two wait for each other. */
  get all(): readonly (Counted & { readonly count: number })[] {
    return [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }
}

async function readMemories(db: Kysely<Tables>, issues: readonly string[]): Promise<Map<string, IssueMemory>> {
  if (issues.length === 0) return new Map();
  const { rows } = await sql<IssueMemory & { issue: string }>`
    select issue_id as issue, seq, procedure, tier, acknowledge_due_ms as "acknowledgeDueAtMs", handle_due_ms as "handleDueAtMs", more
    from doorstep.statistics_issue where issue_id = any(${issues}::text[])`.execute(db);
  return new Map(rows.map(({ issue, ...memory }) => [issue, memory]));
}

async function writeMemories(db: Kysely<Tables>, memories: ReadonlyMap<string, IssueMemory>): Promise<void> {
  if (memories.size === 0) return;
  const all = [...memories.values()];
  await sql`
    insert into doorstep.statistics_issue (issue_id, seq, procedure, tier, acknowledge_due_ms, handle_due_ms, more)
    select * from unnest(${[...memories.keys()]}::text[], ${all.map(({ seq }) => seq)}::integer[],
      ${all.map(({ procedure }) => procedure)}::text[], ${all.map(({ tier }) => tier)}::smallint[],
      ${all.map((memory) => memory.acknowledgeDueAtMs)}::bigint[], ${all.map((memory) => memory.handleDueAtMs)}::bigint[],
      ${all.map(({ more }) => JSON.stringify(more))}::jsonb[])
    on conflict (issue_id) do update set seq = excluded.seq, procedure = excluded.procedure, tier = excluded.tier,
      acknowledge_due_ms = excluded.acknowledge_due_ms, handle_due_ms = excluded.handle_due_ms,
      more = excluded.more`.execute(db);
}

async function writeCounts(
  db: Kysely<Tables>,
  counts: readonly (Counted & { readonly count: number })[],
): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    insert into doorstep.statistic as s (procedure, tier, measure, count)
    select * from unnest(${counts.map(({ procedure }) => procedure)}::text[], ${counts.map(({ tier }) => tier)}::smallint[],
      ${counts.map((one) => one.measure)}::text[], ${counts.map(({ count }) => count)}::bigint[])
    on conflict (procedure, tier, measure) do update set count = s.count + excluded.count`.execute(db);
}
