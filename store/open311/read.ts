/** Issues that came in over Open311, as it asks for them. */
import { sql, type RawBuilder } from 'kysely';
import type { Instant, IssueId, IssueState } from '../../domain';
import { SEALED_PREFIX } from '../../domain/kernel/sealed';
import type { Database } from '../database';
import type { LoggedEvent } from '../log';
import { inSight, type Sight } from '../identity';
import { recordedFrom } from '../recorded-row';

export interface RequestRow {
  readonly state: IssueState;
  /** Whoever asks may read what people wrote. */
  readonly isSeen: boolean;
  readonly updatedAtMs: Instant;
}

export interface RequestFilter {
  /** By themselves they say what is meant. */
  readonly ids?: readonly string[];
  readonly categories?: readonly string[];
  readonly closed?: boolean;
  /** Both ends included, in whole seconds: when it was reported, or when it was last recorded to have moved. */
  readonly opened?: Between;
  readonly updated?: Between;
  readonly limit: number;
  readonly offset: number;
}

export interface Between {
  readonly fromMs: Instant;
  readonly toMs: Instant;
}

/** Who may read nothing. */
const BLIND: Sight = { units: [] };

/** The latest first; by when they moved, the earliest first, so that whoever follows goes on where they stopped. */
export async function open311Requests(
  { db }: Database,
  filter: RequestFilter,
  sight: Sight,
): Promise<readonly RequestRow[]> {
  const { ids, categories, closed, opened, updated, limit, offset } = filter;
  const wanted = [
    ...(ids === undefined ? [] : [sql`i.id = any(${[...ids]})`]),
    ...(categories === undefined ? [] : [sql`i.category = any(${[...categories]})`]),
    ...(closed === undefined ? [] : [closed ? sql`i.stage = 'closed'` : sql`i.stage <> 'closed'`]),
    ...(opened === undefined ? [] : [within('i.opened_at', opened)]),
    ...(updated === undefined ? [] : [within('i.updated_at', updated)]),
  ];
  const order = updated === undefined ? sql`i.opened_at desc, i.id` : sql`i.updated_at, i.id`;
  const { rows } = await sql<{ state: IssueState; updated_at: Date; seen: boolean }>`
    select i.state, i.updated_at, ${inSight(sight, 'i')} as seen
    from doorstep.open311_request r join doorstep.issue i on i.id = r.issue_id
    where ${sql.join([sql`true`, ...wanted], sql` and `)}
    order by ${order} limit ${limit} offset ${offset}`.execute(db);
  return rows.map(({ state, updated_at, seen }) => ({ state, isSeen: seen, updatedAtMs: updated_at.getTime() }));
}

/** Null for an issue that is unknown or came in another way. */
export async function open311Request(database: Database, id: string, sight: Sight = BLIND): Promise<RequestRow | null> {
  const [found] = await open311Requests(database, { ids: [id], limit: 1, offset: 0 }, sight);
  return found ?? null;
}

/** A piece of evidence as the log holds it. */
export interface KeptEvidence {
  readonly id: IssueId;
  readonly kind: string;
  readonly ref: string;
}

/** What was sent along with comments on each issue, in order: of this kind, or of one that only a reader can tell. */
export async function open311Evidence(
  { db }: Database,
  ids: readonly IssueId[],
  kind: string,
): Promise<readonly KeptEvidence[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<KeptEvidence>`
    select e.issue_id as id, item ->> 'kind' as kind, item ->> 'ref' as ref
    from doorstep.event e cross join lateral json_array_elements(e.data -> 'evidence') with ordinality as k(item, at)
    where e.issue_id = any(${[...ids]}) and e.type = 'issue.commented.v1'
      and (item ->> 'kind' = ${kind} or starts_with(item ->> 'kind', ${SEALED_PREFIX}))
    order by e.issue_id, e.seq, k.at`.execute(db);
  return rows;
}

/**
 * The whole logs of those of the issues of which something was recorded in the span, at most `limit` of them, those that
 * moved first first. Both ends included, in whole seconds.
 */
export async function open311Logs(
  { db }: Database,
  span: Between,
  limit: number,
): Promise<ReadonlyMap<IssueId, readonly LoggedEvent[]>> {
  const { rows } = await sql<EventColumns>`
    with moved as (
      select e.issue_id, min(e.recorded_at) as first_at
      from doorstep.open311_request r
        join doorstep.issue i on i.id = r.issue_id and i.updated_at >= ${fromOf(span)}
        join doorstep.event e on e.issue_id = i.id and e.seq > 1
      where ${within('e.recorded_at', span)}
      group by e.issue_id order by first_at, e.issue_id limit ${limit})
    select e.issue_id, e.seq, e.type, e.actor, e.command_id, e.occurred_at, e.recorded_at, e.data
    from moved m join doorstep.event e on e.issue_id = m.issue_id
    order by m.first_at, e.issue_id, e.seq`.execute(db);
  const logs = new Map<IssueId, LoggedEvent[]>();
  for (const row of rows) {
    const log = logs.get(row.issue_id) ?? [];
    log.push({ ...recordedFrom(row), recordedAtMs: row.recorded_at.getTime() });
    logs.set(row.issue_id, log);
  }
  return logs;
}

interface EventColumns {
  readonly issue_id: IssueId;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly command_id: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly data: unknown;
}

const fromOf = ({ fromMs }: Between): Date => new Date(Math.floor(fromMs / 1_000) * 1_000);
/** The first instant after the second that is meant. */
const untilOf = ({ toMs }: Between): Date => new Date((Math.floor(toMs / 1_000) + 1) * 1_000);

const within = (column: string, span: Between): RawBuilder<unknown> =>
  sql`${sql.ref(column)} >= ${fromOf(span)} and ${sql.ref(column)} < ${untilOf(span)}`;
