/** The proof: every notice of an issue with every channel that it took, and counts of all. */
import { sql } from 'kysely';
import type { Channel, DeliveryState, Hold } from '../../contracts/channels';
import type { IssueId } from '../../domain';
import type { Database } from '../database';
import { toldFrom, type Told, type ToldRow } from './names';

/** Instants in milliseconds, null where it has not happened. */
export interface DeliveryTimes {
  readonly queuedAtMs: number;
  readonly sentAtMs: number | null;
  readonly deliveredAtMs: number | null;
  readonly readAtMs: number | null;
  readonly actedAtMs: number | null;
  readonly failedAtMs: number | null;
  readonly withheldAtMs: number | null;
}

export interface DeliveryRecord extends DeliveryTimes, Told {
  readonly channel: Channel | 'inbox';
  readonly state: DeliveryState;
  /** Begun; the inbox counts none. */
  readonly attempts: number | null;
  /** When it is tried again. */
  readonly nextAtMs: number | null;
  readonly reason: string | null;
  readonly receipt: string | null;
  /** What it was held back for on its way, also when it has gone out. */
  readonly held: readonly Hold[];
  /** The message of several notices that it is part of, and how many others are. */
  readonly bundle: { readonly id: string; readonly others: number } | null;
}

interface Row extends ToldRow {
  readonly channel: string;
  readonly state: string;
  readonly attempts: number | null;
  readonly reason: string | null;
  readonly receipt: string | null;
  readonly held: readonly Hold[];
  readonly bundle: string | null;
  readonly others: number;
  readonly next_at: Date | null;
  readonly queued_at: Date;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly acted_at: Date | null;
  readonly failed_at: Date | null;
  readonly withheld_at: Date | null;
}

/** In the order of the events; of each notice the inbox first, then the channels in the order in which they were tried. */
export async function deliveriesOf({ db }: Database, issue: IssueId): Promise<readonly DeliveryRecord[]> {
  const { rows } = await sql<Row>`
    select issue_id, seq, recipient, template, tier, round, channel,
      case when acted_at is not null then 'acted' when read_at is not null then 'read'
           when delivered_at is not null then 'delivered' else 'queued' end as state,
      null as attempts, null as reason, null as receipt, null::timestamptz as next_at, queued_at,
      delivered_at as sent_at, delivered_at, read_at, acted_at, null::timestamptz as failed_at,
      null::timestamptz as withheld_at, '{}'::text[] as held, null as bundle, 0 as others, 0 as place
    from doorstep.notice where issue_id = ${issue}
    union all
    select d.issue_id, d.seq, d.recipient, n.template, n.tier, n.round, d.channel, d.state, d.attempts, d.reason,
      d.receipt, d.next_at, d.queued_at, d.sent_at, d.delivered_at, d.read_at, d.acted_at, d.failed_at, d.withheld_at,
      d.held, d.bundle, (
        select count(*) from doorstep.delivery o
        where o.bundle = d.bundle and o.state <> 'withheld' and (o.issue_id, o.seq) <> (d.issue_id, d.seq)), 1
    from doorstep.delivery d
    join doorstep.notice n on n.issue_id = d.issue_id and n.seq = d.seq and n.recipient = d.recipient and n.channel = 'inbox'
    where d.issue_id = ${issue}
    order by seq, recipient, place, queued_at, channel`.execute(db);
  return rows.map(recordFrom);
}

export interface DeliveryCount {
  readonly channel: Channel | 'inbox';
  readonly state: DeliveryState;
  readonly count: number;
}

export interface ReasonCount {
  readonly state: 'queued' | 'withheld';
  readonly reason: string;
  readonly count: number;
}

/** Why notices wait or were withheld, on the channels beyond the inbox. */
export async function reasonCounts({ db }: Database): Promise<readonly ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select state, reason, count(*) as count from doorstep.delivery
    where state in ('queued', 'withheld') and reason is not null group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}

/** Of all issues; those that do not occur are left out. */
export async function deliveryCounts({ db }: Database): Promise<readonly DeliveryCount[]> {
  const { rows } = await sql<DeliveryCount>`
    select channel, case when acted_at is not null then 'acted' when read_at is not null then 'read'
      when delivered_at is not null then 'delivered' else 'queued' end as state, count(*) as count
    from doorstep.notice group by 1, 2
    union all
    select channel, state, count(*) from doorstep.delivery group by 1, 2
    order by 1, 2`.execute(db);
  return rows;
}

const msOf = (at: Date | null): number | null => at?.getTime() ?? null;

const recordFrom = (row: Row): DeliveryRecord => ({
  ...toldFrom(row),
  channel: row.channel as Channel | 'inbox',
  state: row.state as DeliveryState,
  attempts: row.attempts,
  nextAtMs: msOf(row.next_at),
  reason: row.reason,
  receipt: row.receipt,
  held: row.held,
  bundle: row.bundle === null ? null : { id: row.bundle, others: Number(row.others) },
  queuedAtMs: row.queued_at.getTime(),
  sentAtMs: msOf(row.sent_at),
  deliveredAtMs: msOf(row.delivered_at),
  readAtMs: msOf(row.read_at),
  actedAtMs: msOf(row.acted_at),
  failedAtMs: msOf(row.failed_at),
  withheldAtMs: msOf(row.withheld_at),
});
