/** Issues that are held for a law suit or an inspection: nothing of them is removed by its age, and nobody of them is erased. */
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import type { Database } from '../database';

export interface Hold {
  readonly issue: IssueId;
  readonly heldBy: string;
  readonly heldAtMs: number;
  readonly reason: string;
}

/** The first hold counts; another one beside it changes nothing. Throws ISSUE_UNKNOWN. */
export async function holdIssue({ db }: Database, { issue, heldBy, reason }: Omit<Hold, 'heldAtMs'>): Promise<void> {
  const { rows } = await sql`select from doorstep.issue where id = ${issue}`.execute(db);
  if (rows.length === 0) throw new DoorstepError('ISSUE_UNKNOWN', `There is no issue ${issue}.`);
  await sql`
    insert into doorstep.legal_hold (issue_id, held_by, reason) values (${issue}, ${heldBy}, ${reason})
    on conflict (issue_id) where released_at is null do nothing`.execute(db);
}

/** Who held it and why stays on record. Throws HOLD_UNKNOWN. */
export async function releaseIssue({ db }: Database, issue: IssueId, releasedBy: string): Promise<void> {
  const done = await sql`
    update doorstep.legal_hold set released_at = clock_timestamp(), released_by = ${releasedBy}
    where issue_id = ${issue} and released_at is null`.execute(db);
  if (done.numAffectedRows !== 1n) throw new DoorstepError('HOLD_UNKNOWN', `${issue} is not held.`);
}

/** The newest first. */
export async function holds({ db }: Database): Promise<readonly Hold[]> {
  const { rows } = await sql<{ issue_id: string; held_by: string; held_at: Date; reason: string }>`
    select issue_id, held_by, held_at, reason from doorstep.legal_hold
    where released_at is null order by held_at desc, issue_id`.execute(db);
  return rows.map((row) => ({
    issue: row.issue_id as IssueId,
    heldBy: row.held_by,
    heldAtMs: row.held_at.getTime(),
    reason: row.reason,
  }));
}
