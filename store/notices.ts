/** What people were, or have to be, told: one row a notice, written with the event that causes it. */
import { sql } from 'kysely';
import type { IssueId, IssueState, Notice, PersonId } from '../domain';
import type { Database } from './database';
import { noticeFrom, readStates } from './outbox-entries';

/** Together they name one notice. */
export interface NoticeName {
  readonly issue: IssueId;
  readonly seq: number;
  readonly recipient: PersonId;
  readonly channel: string;
}

export interface NoticeRecord extends Notice, NoticeName {
  readonly queuedAtMs: number;
  /** When the person's inbox had it. */
  readonly deliveredAtMs: number | null;
  readonly readAtMs: number | null;
}

/** Every notice of an issue, in the order of its events. Empty for an unknown issue. */
export async function noticesOf({ db }: Database, issue: IssueId): Promise<readonly NoticeRecord[]> {
  const rows = await db
    .selectFrom('doorstep.notice')
    .selectAll()
    .where('issue_id', '=', issue)
    .orderBy('seq')
    .orderBy('recipient')
    .orderBy('channel')
    .execute();
  return rows.map((row) => ({
    ...noticeFrom(row),
    issue,
    queuedAtMs: row.queued_at.getTime(),
    deliveredAtMs: row.delivered_at?.getTime() ?? null,
    readAtMs: row.read_at?.getTime() ?? null,
  }));
}

export interface NoticeCounts {
  readonly owed: number;
  /** Age of the oldest undelivered notice by the database's clock; 0 when none is owed. */
  readonly oldestOwedAgeMs: number;
  readonly delivered: number;
  readonly read: number;
}

export async function noticeCounts({ db }: Database): Promise<NoticeCounts> {
  const { rows } = await sql<NoticeCounts>`
    select count(*) filter (where delivered_at is null) as owed, count(delivered_at) as delivered, count(read_at) as read,
      coalesce(extract(epoch from now() - min(queued_at) filter (where delivered_at is null)) * 1000, 0)::float8 as "oldestOwedAgeMs"
    from doorstep.notice`.execute(db);
  return rows[0] ?? { owed: 0, oldestOwedAgeMs: 0, delivered: 0, read: 0 };
}

/**
 * One notice by its key. A lateral look-up with a limit leaves the planner no choice: a named statement is planned once,
 * while the table is small, and a plan that reads the whole table would be kept as it grows.
 */
const LOOK_UP = `select t.issue_id, t.delivered_at from doorstep.notice t
  where t.issue_id = k.issue_id and t.seq = k.seq and t.recipient = k.recipient and t.channel = k.channel limit 1`;

/** For each name: `owed`, `delivered` before, or `unknown` to the log. In the order of the names. */
export type NoticeStanding = 'owed' | 'delivered' | 'unknown';

export async function noticeStandings(
  { pool }: Database,
  names: readonly NoticeName[],
): Promise<readonly NoticeStanding[]> {
  const { rows } = await pool.query<{ standing: NoticeStanding }>({
    name: 'notice-standings',
    text: `select case when n.issue_id is null then 'unknown' when n.delivered_at is null then 'owed' else 'delivered' end as standing
           from unnest($1::text[], $2::integer[], $3::text[], $4::text[]) with ordinality as k(issue_id, seq, recipient, channel, place)
           left join lateral (${LOOK_UP}) n on true order by k.place`,
    values: columns(names),
  });
  return rows.map(({ standing }) => standing);
}

/** The first delivery counts; marking again changes nothing. */
export async function markDelivered(
  { pool }: Database,
  names: readonly NoticeName[],
  atMs: readonly number[],
): Promise<void> {
  if (names.length === 0) return;
  // Without a name, so that it is planned for the table as it is: a plan kept from a small table reads all of a large one.
  await pool.query({
    text: `update doorstep.notice n set delivered_at = to_timestamp(k.at_ms / 1000.0)
           from (select issue_id, seq, recipient, channel, min(at_ms) as at_ms
                 from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::bigint[]) as u(issue_id, seq, recipient, channel, at_ms)
                 group by 1, 2, 3, 4) k
           where n.issue_id = k.issue_id and n.seq = k.seq and n.recipient = k.recipient and n.channel = k.channel and n.delivered_at is null`,
    values: [...columns(names), atMs],
  });
}

/** A notice that was queued long ago and that nobody has delivered, with what its message needs. */
export interface OwedNotice {
  readonly state: IssueState;
  readonly notice: Notice & { readonly seq: number; readonly channel: string };
  readonly queuedAtMs: number;
}

/** The oldest first. @param sinceMs where to begin, so that what is known to be delivered is not looked at again */
export async function owedNotices(
  { db }: Database,
  sinceMs: number,
  olderThanMs: number,
  limit: number,
): Promise<readonly OwedNotice[]> {
  const rows = await db
    .selectFrom('doorstep.notice')
    .selectAll()
    .where('delivered_at', 'is', null)
    .where('queued_at', '>=', new Date(sinceMs))
    .where('queued_at', '<', sql<Date>`now() - ${olderThanMs} * interval '1 millisecond'`)
    .orderBy('queued_at')
    .limit(limit)
    .execute();
  const states = await readStates(db, [...new Set(rows.map((row) => row.issue_id))]);
  return rows.flatMap((row) => {
    const state = states.get(row.issue_id);
    return state === undefined ? [] : { state, notice: noticeFrom(row), queuedAtMs: row.queued_at.getTime() };
  });
}

const columns = (names: readonly NoticeName[]): unknown[] => [
  names.map(({ issue }) => issue),
  names.map(({ seq }) => seq),
  names.map(({ recipient }) => recipient),
  names.map(({ channel }) => channel),
];
