/** The read model: one row an issue, moved in the same transaction as its log. */
import { sql, type SqlBool } from 'kysely';
import type { IssueId, IssueState, PersonId, Severity, UnitId } from '../domain';
import { prepared, type Database } from './database';
import { chosen, type IssueChoice } from './search/filter';

export interface IssueFilter extends IssueChoice {
  /**
   * `urgency`, the default: the most overdue first, then those that no clock drives, the latest first. `id`: an order in
   * which nothing moves, so that a walk through its pages meets every issue once.
   */
  readonly order?: 'urgency' | 'id';
  /** Only what comes behind this issue in the order: the next page. */
  readonly after?: IssueId;
  /** At most so many rows; 50 when left out, 1,000 at most. */
  readonly limit?: number;
}

export async function findIssue(database: Database, id: IssueId): Promise<IssueState | null> {
  const text = 'select state from doorstep.issue where id = $1';
  const [row] = await prepared<{ state: IssueState }>(database, { name: 'find-issue', text, values: [id] });
  return row?.state ?? null;
}

/** One page of the issues that fit, in the order of the filter. */
export async function listIssues({ db }: Database, filter: IssueFilter = {}): Promise<readonly IssueState[]> {
  let query = db
    .selectFrom('doorstep.issue')
    .select('state')
    .limit(Math.min(filter.limit ?? 50, 1_000));
  for (const condition of chosen(filter)) query = query.where(condition);
  if (filter.order === 'id') {
    if (filter.after !== undefined) query = query.where('id', '>', filter.after);
    query = query.orderBy('id');
  } else {
    if (filter.after !== undefined) query = query.where(behind(filter.after));
    query = query
      .orderBy('due_at', (order) => order.asc().nullsLast())
      .orderBy('updated_at', 'desc')
      .orderBy('id');
  }
  return (await query.execute()).map((row) => row.state as IssueState);
}

/** The place of a row in the order of urgency. */
const PLACE = sql`coalesce(due_at, 'infinity'), -extract(epoch from updated_at), id`;

const behind = (id: IssueId) => sql<SqlBool>`(${PLACE}) > (select ${PLACE} from doorstep.issue where id = ${id})`;

export interface OverdueIssue {
  readonly id: IssueId;
  readonly category: string;
  readonly severity: Severity;
  readonly unit: UnitId;
}

const overdueIssue = ({ id, category, severity, unit }: OverdueRow): OverdueIssue => ({
  id: id as IssueId,
  category,
  severity: severity as Severity,
  unit: unit as UnitId,
});
type OverdueRow = Readonly<Record<'id' | 'category' | 'severity' | 'unit', string>>;

/**
 * Issues whose next deadline is over by more than `patienceMs`, by the database's clock, the longest overdue first. One that
 * is spread may ring later by the window that its procedure allows.
 */
export async function overdueIssues(
  { db }: Database,
  patienceMs: number,
  limit: number,
): Promise<readonly OverdueIssue[]> {
  const rows = await db
    .selectFrom('doorstep.issue')
    .select(['id', 'category', 'severity', 'unit'])
    .where('due_at', '<', sql<Date>`now() - make_interval(secs => ${patienceMs / 1000})`)
    .where(
      sql<boolean>`due_at < now() - make_interval(secs => (${patienceMs} + coalesce((state #>> '{rules,spreadMs}')::float8, 0)) / 1000)`,
    )
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(overdueIssue);
}

/**
 * The tier of the lead in the follower's own ladder, as `follow` finds it: by its key, else by its number, at most the top.
 * By the number alone a shorter ladder would lag for ever, be woken for ever, and keep others from being looked at.
 */
const LEADS_TIER = sql`least(json_array_length(follower.state #> '{rules,tiers}'), coalesce(
  (select min(own.number) from json_array_elements(follower.state #> '{rules,tiers}') with ordinality as own(tier, number)
    where own.tier ->> 'key' = lead.state #>> array['rules', 'tiers', (lead.tier - 1)::text, 'key']), lead.tier))`;

/** Issues whose lead has gone on without them for longer than `patienceMs`, by the database's clock. In quarantine none can. */
export async function laggingFollowers(
  { db }: Database,
  patienceMs: number,
  limit: number,
): Promise<readonly OverdueIssue[]> {
  const { rows } = await sql<OverdueRow>`
    select follower.id, follower.category, follower.severity, follower.unit
    from doorstep.issue follower
    join doorstep.issue lead on lead.id = follower.state -> 'link' ->> 'lead'
    where follower.stage = 'linked' and follower.state -> 'quarantine' is null
      and (lead.stage in ('confirming', 'closed', 'linked') or ${LEADS_TIER} > follower.tier)
      and lead.updated_at < now() - make_interval(secs => ${patienceMs / 1000})
    order by lead.updated_at limit ${limit}`.execute(db);
  return rows.map(overdueIssue);
}

/** Everybody who has an issue that is being handled. */
export async function holders({ db }: Database): Promise<readonly PersonId[]> {
  const rows = await db
    .selectFrom('doorstep.issue')
    .select('assignee')
    .distinct()
    .where('stage', '=', 'handling')
    .where('assignee', 'is not', null)
    .execute();
  return rows.map(({ assignee }) => assignee as PersonId);
}

/** Issues that these people have and that are being handled, the oldest first. */
export async function heldBy(
  { db }: Database,
  people: readonly PersonId[],
  limit: number,
): Promise<readonly OverdueIssue[]> {
  const rows = await db
    .selectFrom('doorstep.issue')
    .select(['id', 'category', 'severity', 'unit'])
    .where('stage', '=', 'handling')
    .where('assignee', 'in', people)
    .orderBy('opened_at')
    .limit(limit)
    .execute();
  return rows.map(overdueIssue);
}
