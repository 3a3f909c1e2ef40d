/** The log of all issues as it grows: read by transaction and position, so that nothing can come before what was read. */
import { sql } from 'kysely';
import type { IssueId, PersonId, Recorded, UnitId } from '../../domain';
import type { Database } from '../database';
import { recordedFrom, type EventRow } from '../recorded-row';

/** A place in the log; `tx` is a transaction of the database, as text for it is larger than a number holds. */
export interface LogPlace {
  readonly tx: string;
  readonly position: number;
}

export interface FollowedEvent {
  readonly place: LogPlace;
  readonly issue: IssueId;
  readonly recorded: Recorded;
  readonly recordedAtMs: number;
  /** Of its issue, as they stand now. */
  readonly unit: UnitId;
  readonly reporter: PersonId;
  readonly assignee: PersonId | null;
  readonly procedure: string;
  /** Who was told of the issue by a notice so far. */
  readonly told: readonly PersonId[];
}

export interface FollowedPage {
  readonly events: readonly FollowedEvent[];
  /** There is more that a running transaction may still come before. */
  readonly isWaiting: boolean;
}

/** Whether a place comes before another. */
export const isBefore = (a: LogPlace, b: LogPlace): boolean => {
  const [one, other] = [BigInt(a.tx), BigInt(b.tx)];
  return one < other || (one === other && a.position < b.position);
};

/** The last event that no running transaction can precede. */
export async function logEnd({ db }: Database): Promise<LogPlace> {
  const { rows } = await sql<LogPlace>`
    select tx::text, position from doorstep.event where tx < pg_snapshot_xmin(pg_current_snapshot())
    order by tx desc, position desc limit 1`.execute(db);
  return rows[0] ?? { tx: '0', position: 0 };
}

export async function followLog({ db }: Database, after: LogPlace, limit: number): Promise<FollowedPage> {
  const { rows } = await sql<Row>`
    select e.tx::text, e.position, e.issue_id, e.seq, e.type, e.actor, e.command_id, e.occurred_at, e.recorded_at, e.data,
      i.unit, i.reporter, i.assignee, i.procedure, array(select distinct n.recipient from doorstep.notice n where n.issue_id = e.issue_id) as told,
      e.tx < pg_snapshot_xmin(pg_current_snapshot()) as settled
    from doorstep.event e join doorstep.issue i on i.id = e.issue_id
    where (e.tx, e.position) > (${after.tx}::xid8, ${after.position}::bigint)
    order by e.tx, e.position limit ${limit}`.execute(db);
  const settled = rows.filter((row) => row.settled);
  return { events: settled.map(asEvent), isWaiting: settled.length < rows.length };
}

type Row = EventRow &
  LogPlace & {
    readonly issue_id: string;
    readonly recorded_at: Date;
    readonly unit: string;
    readonly reporter: string;
    readonly assignee: string | null;
    readonly procedure: string;
    readonly told: readonly string[];
    readonly settled: boolean;
  };

const asEvent = (row: Row): FollowedEvent => ({
  place: { tx: row.tx, position: row.position },
  issue: row.issue_id as IssueId,
  recorded: recordedFrom(row),
  recordedAtMs: row.recorded_at.getTime(),
  unit: row.unit as UnitId,
  reporter: row.reporter as PersonId,
  assignee: row.assignee as PersonId | null,
  procedure: row.procedure,
  told: row.told as readonly PersonId[],
});
