/** Pages of issues as lists show them, and how many there are of each kind. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { IssueId, Outcome, PersonId, Report, Severity, Stage, UnitId } from '../../domain';
import type { Database } from '../database';
import type { Sight } from '../identity/sight';
import { metres, needsSearchRow, OVERDUE, searched, type IssueSearch } from './filter';
import { asTexts, behind, listed, orderOf, type Sort } from './order';

export interface IssueRow {
  readonly id: IssueId;
  readonly seq: number;
  readonly stage: Stage;
  readonly tier: number;
  readonly unit: UnitId;
  readonly category: string;
  readonly severity: Severity;
  readonly reporter: PersonId;
  readonly assignee: PersonId | null;
  readonly procedure: string;
  readonly outcome: Outcome | null;
  /** The next instant at which something happens by itself. */
  readonly dueAtMs: number | null;
  readonly openedAtMs: number;
  readonly updatedAtMs: number;
  readonly text: string;
  readonly channel: string;
  readonly location?: Report['location'];
  readonly isOverdue: boolean;
  readonly isQuarantined: boolean;
  /** From where it was asked, in metres. */
  readonly distanceM?: number;
}

export interface IssuePage {
  readonly rows: readonly IssueRow[];
  /** Where the next page begins; absent at the end. */
  readonly next?: readonly string[];
}

export interface PageOptions {
  readonly sort: Sort;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: readonly string[];
}

/** Everything that a condition or an order may speak of. */
const from = (search: IssueSearch): RawBuilder<unknown> =>
  needsSearchRow(search) ? sql`doorstep.issue join doorstep.issue_search on issue_id = id` : sql`doorstep.issue`;

const where = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;

/** @param sort `distance` needs `search.near` */
export async function searchIssues(
  { db }: Database,
  search: IssueSearch,
  sight: Sight,
  { sort, limit, after }: PageOptions,
): Promise<IssuePage> {
  const order = orderOf(sort, search.near);
  const conditions = [...searched(search, sight), ...(after === undefined ? [] : [behind(order, after)])];
  const distance = search.near === undefined ? sql`null::float8` : metres(search.near);
  // The states, which are large, are looked into only for what the page shows.
  const { rows } = await sql<Found>`
    with page as materialized (
      select id as found, ${asTexts(order)} as keys, ${distance} as distance,
        row_number() over (order by ${listed(order)}) as place
      from ${from(search)} ${where(conditions)} order by ${listed(order)} limit ${limit + 1})
    select id, seq, stage, tier, unit, category, severity, reporter, assignee, procedure, outcome, due_at, opened_at, updated_at,
      state -> 'report' as report, ${OVERDUE} as overdue, due_at is null and stage <> 'closed' and state -> 'quarantine' is not null as quarantined,
      keys, distance
    from page join doorstep.issue on id = found order by place`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(asRow),
    ...(rows.length > limit && last !== undefined ? { next: last.keys } : {}),
  };
}

interface Found {
  readonly id: string;
  readonly seq: number;
  readonly stage: string;
  readonly tier: number;
  readonly unit: string;
  readonly category: string;
  readonly severity: string;
  readonly reporter: string;
  readonly assignee: string | null;
  readonly procedure: string;
  readonly outcome: string | null;
  readonly due_at: Date | null;
  readonly opened_at: Date;
  readonly updated_at: Date;
  readonly report: Report;
  readonly overdue: boolean;
  readonly quarantined: boolean;
  readonly keys: readonly string[];
  readonly distance: number | null;
}

const asRow = (row: Found): IssueRow => ({
  id: row.id as IssueId,
  seq: row.seq,
  stage: row.stage as Stage,
  tier: row.tier,
  unit: row.unit as UnitId,
  category: row.category,
  severity: row.severity as Severity,
  reporter: row.reporter as PersonId,
  assignee: row.assignee as PersonId | null,
  procedure: row.procedure,
  outcome: row.outcome as Outcome | null,
  dueAtMs: row.due_at?.getTime() ?? null,
  openedAtMs: row.opened_at.getTime(),
  updatedAtMs: row.updated_at.getTime(),
  text: row.report.text,
  channel: row.report.channel,
  ...(row.report.location === undefined ? {} : { location: row.report.location }),
  isOverdue: row.overdue,
  isQuarantined: row.quarantined,
  ...(row.distance === null ? {} : { distanceM: Math.round(row.distance) }),
});

export const COUNTED = ['stage', 'tier', 'unit', 'category', 'severity', 'procedure'] as const;
export type Counted = (typeof COUNTED)[number];

export interface IssueCounts {
  readonly total: number;
  /** The most first; kinds of which there is none are left out. */
  readonly by: Readonly<Partial<Record<Counted, readonly { readonly key: string; readonly count: number }[]>>>;
}

/** All of them in one look at the issues. */
export async function countIssues(
  { db }: Database,
  search: IssueSearch,
  sight: Sight,
  by: readonly Counted[],
): Promise<IssueCounts> {
  const sets = sql.join([...by.map((column) => sql`(${sql.ref(column)})`), sql`()`]);
  const { rows } = await sql<{ readonly column: Counted | null; readonly key: string | null; readonly count: number }>`
    select ${
      by.length === 0
        ? sql`null`
        : sql`case ${sql.join(
            by.map((column) => sql`when grouping(${sql.ref(column)}) = 0 then ${sql.lit(column)}`),
            sql` `,
          )} end`
    } as column,
      ${by.length === 0 ? sql`null` : sql`coalesce(${sql.join(by.map((column) => sql`${sql.ref(column)}::text`))})`} as key, count(*)::integer as count
    from ${from(search)} ${where(searched(search, sight))}
    group by grouping sets (${sets}) order by count desc, key`.execute(db);
  const total = rows.find(({ column }) => column === null)?.count ?? 0;
  const ofColumn = (wanted: Counted) =>
    rows.flatMap(({ column, key, count }) => (column === wanted && key !== null ? [{ key, count }] : []));
  return { total, by: Object.fromEntries(by.map((column) => [column, ofColumn(column)])) };
}
