/** Reads issues for an audit: log, read model and notices in one snapshot, so that they can be compared. */
import { sql } from 'kysely';
import type { IssueId, IssueState } from '../../domain';
import type { Database, Tables } from '../database';
import { noticeRecordFrom } from './notice-record';
import { recordedFrom } from '../recorded-row';
import type { AuditedEvent, AuditedIssue, AuditedRow } from './audited-issue';

/** Ids in their order, after one of them: page through with the last id of the page before. */
export async function issueIds({ db }: Database, after: IssueId | '' = '', limit = 500): Promise<readonly IssueId[]> {
  // From the log and not from the read model, which is judged by it.
  const rows = await db
    .selectFrom('doorstep.event')
    .select('issue_id')
    .where('seq', '=', 1)
    .where('issue_id', '>', after)
    .orderBy('issue_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.issue_id as IssueId);
}

/** In the order of the ids; an id that the log does not know has an empty log. */
export async function readForAudit({ db }: Database, ids: readonly IssueId[]): Promise<readonly AuditedIssue[]> {
  if (ids.length === 0) return [];
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const events = await snapshot
        .selectFrom('doorstep.event')
        .select((eb) => [
          'issue_id',
          'seq',
          'type',
          'actor',
          'command_id',
          'occurred_at',
          'recorded_at',
          'hash',
          eb.cast<string>('data', 'text').as('data'),
        ])
        .where('issue_id', 'in', [...ids])
        .orderBy('issue_id')
        .orderBy('seq')
        .execute();
      const rows = await snapshot
        .selectFrom('doorstep.issue')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
      const notices = await snapshot
        .selectFrom('doorstep.notice')
        .selectAll()
        .where('issue_id', 'in', [...ids])
        .orderBy('seq')
        .orderBy('recipient')
        .execute();
      const logs = byIssue(events);
      const told = byIssue(notices);
      const read = new Map(rows.map((row) => [row.id, row]));
      return ids.map((issue) => {
        const row = read.get(issue);
        return {
          issue,
          log: (logs.get(issue) ?? []).map(eventFrom),
          row: row === undefined ? null : rowFrom(row),
          notices: (told.get(issue) ?? []).map(noticeRecordFrom),
        };
      });
    });
}

/** Which of these issues are not closed, by the read model. */
export async function openAmong({ db }: Database, ids: readonly IssueId[]): Promise<readonly IssueId[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('doorstep.issue')
    .select('id')
    .where('id', 'in', [...ids])
    .where('stage', '<>', 'closed')
    .execute();
  return rows.map(({ id }) => id as IssueId);
}

/** Ids (`<issue>:<seq>:<recipient>:<channel>`) of all notices of these issues. */
export async function noticesAmong({ db }: Database, ids: readonly IssueId[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('doorstep.notice')
    .select(['issue_id', 'seq', 'recipient', 'channel'])
    .where('issue_id', 'in', [...ids])
    .execute();
  return rows.map((row) => [row.issue_id, row.seq, row.recipient, row.channel].join(':'));
}

function byIssue<T extends { readonly issue_id: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.issue_id);
    if (group === undefined) groups.set(row.issue_id, [row]);
    else group.push(row);
  }
  return groups;
}

/** Events of all issues so far: stays the same when nothing new is recorded. */
export async function countEvents({ db }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from doorstep.event`.execute(db);
  return rows[0]?.count ?? 0;
}

interface EventColumns {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly command_id: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly hash: Buffer;
  readonly data: string;
}

const eventFrom = (row: EventColumns): AuditedEvent => ({
  ...recordedFrom({ ...row, data: JSON.parse(row.data) as unknown }),
  recordedAtMs: row.recorded_at.getTime(),
  typeName: row.type,
  data: row.data,
  hash: row.hash,
});

type IssueColumns = Tables['doorstep.issue'];

const rowFrom = (row: IssueColumns): AuditedRow => ({
  seq: row.seq,
  hash: row.hash,
  stage: row.stage,
  tier: row.tier,
  unit: row.unit,
  category: row.category,
  severity: row.severity,
  reporter: row.reporter,
  assignee: row.assignee,
  procedure: row.procedure,
  outcome: row.outcome,
  dueAtMs: row.due_at?.getTime() ?? null,
  openedAtMs: row.opened_at.getTime(),
  state: row.state as IssueState,
});
