/** The event log of issues: append with an expected sequence number, read, and proof that nothing was altered. */
import {
  isSameCommand,
  nextWake,
  eventTypeName,
  type CommandId,
  type IssueEvent,
  type IssueId,
  type IssueState,
  type Recorded,
  type Step,
} from '../domain';
import { prepared, type Database } from './database';
import { chainHash } from './hash-chain';
import { recordedFrom } from './recorded-row';

/** The channel on which every notice goes out for now. */
export const INBOX_CHANNEL = 'inbox';

export type Appended =
  | { readonly outcome: 'appended'; readonly recordedAtMs: number }
  /** The log stands elsewhere: read it, adopt it, decide again. Nothing was written. */
  | { readonly outcome: 'conflict' }
  /** This command was recorded before. Nothing was written. */
  | { readonly outcome: 'duplicate' }
  /** Its id names another command of this issue. Nothing was written. */
  | { readonly outcome: 'reused' }
  /** Decided so long ago that its deadlines would be over before anybody is told: decide again. Nothing was written. */
  | { readonly outcome: 'stale'; readonly nowMs: number };

/** How old a decision may be when it reaches the log; above what a busy engine needs. */
const STALE_AFTER_MS = 10_000;

/**
 * The events of one step share command, actor and instant; they are appended together or not at all.
 *
 * @param decidedAtMs the instant at which its clocks begin. It is compared with the database's clock, so that a step
 * which waited for a database to come back, or lay in one that stood still, is not recorded with clocks that have run out.
 */
export async function append(
  database: Database,
  id: IssueId,
  step: Step,
  decidedAtMs: number = Date.now(),
): Promise<Appended> {
  const first = step.records[0];
  if (first === undefined) throw new Error(`A step of ${id} without events records nothing.`);
  const [row] = await prepared<{ outcome: Appended['outcome']; recorded_ms: number }>(database, {
    name: 'append',
    text: 'select outcome, recorded_ms from doorstep.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)',
    values: [
      id,
      first.seq - 1,
      first.commandId,
      first.actor,
      first.occurredAtMs,
      step.records.map(({ event }) => eventTypeName(event.type)),
      step.records.map(({ event }) => dataOf(event)),
      JSON.stringify(readModelRow(step.after)),
      JSON.stringify(step.after),
      JSON.stringify(step.notices.map((notice) => ({ ...notice, channel: INBOX_CHANNEL }))),
      decidedAtMs + STALE_AFTER_MS,
    ],
  });
  if (row === undefined) throw new Error('doorstep.append gave no row.');
  if (row.outcome === 'appended') return { outcome: 'appended', recordedAtMs: row.recorded_ms };
  return row.outcome === 'stale' ? { outcome: 'stale', nowMs: row.recorded_ms } : { outcome: row.outcome };
}

/** Where an issue stands in the log, and one of its commands. */
export interface Standing {
  /** The latest event; 0 for an unknown issue. */
  readonly seq: number;
  /** The last event of the command; null when it was never recorded. */
  readonly commandSeq: number | null;
}

export async function standing({ db }: Database, id: IssueId, commandId: CommandId): Promise<Standing> {
  const rows = await db
    .selectFrom('doorstep.event')
    .select(({ fn }) => ['command_id', fn.max('seq').as('seq')])
    .where('issue_id', '=', id)
    .groupBy('command_id')
    .execute();
  const same = rows.find((row) => isSameCommand(row.command_id as CommandId, commandId));
  return { seq: Math.max(0, ...rows.map(({ seq }) => seq)), commandSeq: same?.seq ?? null };
}

export interface LoggedEvent extends Recorded {
  readonly recordedAtMs: number;
}

/** The events of an issue after `afterSeq`, in order, all of them or at most so many. Empty for an unknown issue. */
export async function readLog(
  { db }: Database,
  id: IssueId,
  afterSeq = 0,
  limit?: number,
): Promise<readonly LoggedEvent[]> {
  const rows = await db
    .selectFrom('doorstep.event')
    .select(['seq', 'type', 'actor', 'command_id', 'occurred_at', 'recorded_at', 'data'])
    .where('issue_id', '=', id)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .$if(limit !== undefined, (query) => query.limit(limit!))
    .execute();
  return rows.map((row) => ({ ...recordedFrom(row), recordedAtMs: row.recorded_at.getTime() }));
}

/** The first event whose hash does not follow from what stands before it, or null when the whole chain holds. */
export async function firstBrokenLink({ db }: Database, id: IssueId): Promise<{ readonly seq: number } | null> {
  const rows = await db
    .selectFrom('doorstep.event')
    .select((column) => [
      'seq',
      'type',
      'actor',
      'command_id',
      'occurred_at',
      'recorded_at',
      'hash',
      column.cast<string>('data', 'text').as('data'),
    ])
    .where('issue_id', '=', id)
    .orderBy('seq')
    .execute();
  let before: Uint8Array = new Uint8Array();
  for (const [index, row] of rows.entries()) {
    const expected = chainHash(before, {
      issue: id,
      seq: index + 1,
      type: row.type,
      actor: row.actor,
      commandId: row.command_id,
      occurredAtMs: row.occurred_at.getTime(),
      recordedAtMs: row.recorded_at.getTime(),
      data: row.data,
    });
    if (row.seq !== index + 1 || !expected.equals(row.hash)) return { seq: index + 1 };
    before = row.hash;
  }
  const head = await db.selectFrom('doorstep.issue').select(['seq', 'hash']).where('id', '=', id).executeTakeFirst();
  const whole = head === undefined ? rows.length === 0 : head.seq === rows.length && head.hash.equals(before);
  return whole ? null : { seq: rows.length + 1 };
}

function dataOf(event: IssueEvent): string {
  const { type: _type, ...data } = event;
  return JSON.stringify(data);
}

export const readModelRow = (state: IssueState) => ({
  stage: state.stage,
  tier: state.tier,
  unit: state.report.unit,
  category: state.report.category,
  severity: state.report.severity,
  reporter: state.report.reporter,
  assignee: state.assignee,
  procedure: `${state.rules.procedure}@${state.rules.version}`,
  outcome: state.closure?.outcome ?? null,
  due_at: isoOrNull(nextWake(state)?.atMs),
  called_again: CALLED.some((clock) => (state.clocks[clock]?.round ?? 0) > 0),
  opened_at: new Date(state.openedAtMs).toISOString(),
});

/** The clocks that call a tier. */
const CALLED = ['acknowledge', 'handle'] as const;

const isoOrNull = (atMs: number | undefined): string | null =>
  atMs === undefined ? null : new Date(atMs).toISOString();
