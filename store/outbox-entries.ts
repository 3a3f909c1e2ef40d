/** Claimed outbox rows with the events and notices that they stand for, in three reads for any number of rows. */
import { sql, type Kysely } from 'kysely';
import type { IssueId, IssueState, Notice, NoticeFacts, PersonId, Template } from '../domain';
import type { Tables } from './database';
import type { OutboxEntry } from './outbox';
import { recordedFrom, type EventRow } from './recorded-row';

export interface Claimed {
  readonly issue_id: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly created_at: Date;
}

interface NoticeRow {
  readonly issue_id: string;
  readonly seq: number;
  readonly recipient: string;
  readonly channel: string;
  readonly template: string;
  readonly tier: number;
  readonly round: number;
  readonly facts: unknown;
}

export async function loadEntries(db: Kysely<Tables>, claimed: readonly Claimed[]): Promise<readonly OutboxEntry[]> {
  const ranges = sql`unnest(
    ${claimed.map((row) => row.issue_id)}::text[], ${claimed.map((row) => row.first_seq)}::integer[],
    ${claimed.map((row) => row.last_seq)}::integer[]) as k(issue_id, first_seq, last_seq)`;
  const events = await sql<EventRow & { issue_id: string }>`
    select e.issue_id, e.seq, e.type, e.actor, e.command_id, e.occurred_at, e.data from ${ranges}
    join doorstep.event e on e.issue_id = k.issue_id and e.seq between k.first_seq and k.last_seq order by e.seq`.execute(
    db,
  );
  const notices = await sql<NoticeRow>`
    select n.issue_id, n.seq, n.recipient, n.channel, n.template, n.tier, n.round, n.facts from ${ranges}
    join doorstep.notice n on n.issue_id = k.issue_id and n.seq between k.first_seq and k.last_seq order by n.seq`.execute(
    db,
  );
  const states = await readStates(db, [...new Set(claimed.map((row) => row.issue_id))]);
  return claimed.flatMap((row) => {
    const state = states.get(row.issue_id);
    // Outbox row and issue are written together; one without the other can't be published and stays to be found.
    if (state === undefined) return [];
    const mine = (other: { readonly issue_id: string; readonly seq: number }) =>
      other.issue_id === row.issue_id && other.seq >= row.first_seq && other.seq <= row.last_seq;
    return {
      issue: row.issue_id as IssueId,
      firstSeq: row.first_seq,
      state,
      recordedAtMs: row.created_at.getTime(),
      records: events.rows.filter(mine).map(recordedFrom),
      notices: notices.rows.filter(mine).map(noticeFrom),
    };
  });
}

export async function readStates(
  db: Kysely<Tables>,
  issues: readonly string[],
): Promise<ReadonlyMap<string, IssueState>> {
  if (issues.length === 0) return new Map();
  const rows = await db
    .selectFrom('doorstep.issue')
    .select(['id', 'state'])
    .where('id', 'in', [...issues])
    .execute();
  return new Map(rows.map(({ id, state }) => [id, state as IssueState]));
}

export const noticeFrom = (row: NoticeRow): Notice & { readonly seq: number; readonly channel: string } => ({
  template: row.template as Template,
  recipient: row.recipient as PersonId,
  tier: row.tier,
  round: row.round,
  facts: row.facts as NoticeFacts,
  seq: row.seq,
  channel: row.channel,
});
