/** The read model: one row an issue, moved in the same transaction as its log. */
import { sql } from 'kysely';
import type { IssueId, IssueState, Stage, UnitId } from '../domain';
import type { Database } from './database';

export interface IssueFilter {
  readonly stage?: Stage;
  readonly unit?: string;
  readonly category?: string;
  readonly reporter?: string;
  readonly assignee?: string;
  /** Without those that are closed. */
  readonly open?: true;
  /** Those whose rules can't be followed, as long as they are not closed. */
  readonly quarantined?: true;
  /** In the order of their ids, from the first after this one (all: an empty text), for whoever walks through all of them. */
  readonly after?: string;
  /** At most so many rows; 50 when left out, 1,000 at most. */
  readonly limit?: number;
}

export async function findIssue({ db }: Database, id: IssueId): Promise<IssueState | null> {
  const row = await db.selectFrom('doorstep.issue').select('state').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : (row.state as IssueState);
}

/** The most overdue first, then those that no clock drives, the latest first. */
export async function listIssues({ db }: Database, filter: IssueFilter = {}): Promise<readonly IssueState[]> {
  const { after, open, quarantined, limit = 50 } = filter;
  let query = db.selectFrom('doorstep.issue').select('state').limit(Math.min(limit, 1_000));
  query =
    after === undefined
      ? query.orderBy('due_at', (order) => order.asc().nullsLast()).orderBy('updated_at', 'desc')
      : query.orderBy('id').where('id', '>', after);
  if (open === true || quarantined === true) query = query.where('stage', '<>', 'closed');
  // Nothing rings in quarantine, so only the few that no clock drives are looked into.
  if (quarantined === true)
    query = query.where('due_at', 'is', null).where(sql<boolean>`state -> 'quarantine' is not null`);
  for (const column of ['stage', 'unit', 'category', 'reporter', 'assignee'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  return (await query.execute()).map((row) => row.state as IssueState);
}

export interface OverdueIssue {
  readonly id: IssueId;
  readonly category: string;
  readonly unit: UnitId;
}

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
    .select(['id', 'category', 'unit'])
    .where('due_at', '<', sql<Date>`now() - make_interval(secs => ${patienceMs / 1000})`)
    .where(
      sql<boolean>`due_at < now() - make_interval(secs => (${patienceMs} + coalesce((state #>> '{rules,spreadMs}')::float8, 0)) / 1000)`,
    )
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id, category, unit }) => ({ id: id as IssueId, category, unit: unit as UnitId }));
}

/** Issues whose lead has gone on without them for longer than `patienceMs`, by the database's clock. */
export async function laggingFollowers(
  { db }: Database,
  patienceMs: number,
  limit: number,
): Promise<readonly OverdueIssue[]> {
  const { rows } = await sql<{ id: string; category: string; unit: string }>`
    select follower.id, follower.category, follower.unit
    from doorstep.issue follower
    join doorstep.issue lead on lead.id = follower.state -> 'link' ->> 'lead'
    where follower.stage = 'linked'
      and (lead.stage in ('confirming', 'closed', 'linked') or lead.tier > follower.tier)
      and lead.updated_at < now() - make_interval(secs => ${patienceMs / 1000})
    order by lead.updated_at limit ${limit}`.execute(db);
  return rows.map(({ id, category, unit }) => ({ id: id as IssueId, category, unit: unit as UnitId }));
}
