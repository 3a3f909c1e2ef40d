/** Issues that are held for a law suit or an inspection: nothing of them is removed by its age, and nobody of them is erased. */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import type { Database, Tables } from '../database';

export interface Hold {
  readonly issue: IssueId;
  readonly heldBy: string;
  readonly heldAtMs: number;
  readonly reason: string;
}

/** The first hold counts; another one beside it changes nothing. Throws ISSUE_UNKNOWN. */
export async function holdIssue({ db }: Database, { issue, heldBy, reason }: Omit<Hold, 'heldAtMs'>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Whoever destroys something of the issue has it locked: either they see the hold, or they were there before it.
    const { rows } = await sql`select from doorstep.issue where id = ${issue} for key share`.execute(transaction);
    if (rows.length === 0) throw new DoorstepError('ISSUE_UNKNOWN', `There is no issue ${issue}.`);
    await sql`
      insert into doorstep.legal_hold (issue_id, held_by, reason) values (${issue}, ${heldBy}, ${reason})
      on conflict (issue_id) where released_at is null do nothing`.execute(transaction);
  });
}

/** @param issue the column with its id */
export const isHeld = (issue: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select from doorstep.legal_hold h where h.issue_id = ${issue} and h.released_at is null)`;

/** Whether it is held, which nobody changes to yes before the transaction ends. */
export async function isHeldStill(transaction: Transaction<Tables>, issue: IssueId): Promise<boolean> {
  await sql`select from doorstep.issue where id = ${issue} for update`.execute(transaction);
  const { rows } = await sql<{ held: boolean }>`select ${isHeld(sql`${issue}`)} as held`.execute(transaction);
  return rows[0]?.held === true;
}

/** With words or files of the person. */
const issuesOf = (person: string): RawBuilder<unknown> => sql`(
  select id as issue_id from doorstep.issue where reporter = ${person}
  union select issue_id from doorstep.evidence where uploaded_by = ${person}
  union select issue_id from doorstep.issue_word_key where person_id = ${person} and wrapped_key is not null)`;

/** Of which the person was told beyond the inbox. */
const issuesToldTo = (person: string): RawBuilder<unknown> => sql`(
  select issue_id from doorstep.delivery where recipient = ${person}
  union select issue_id from doorstep.action_link where recipient = ${person}
  union select issue_id from doorstep.dead_letter where recipient = ${person})`;

async function heldAmong(db: Kysely<Tables>, issues: RawBuilder<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select issue_id as id from doorstep.legal_hold
    where released_at is null and issue_id in ${issues} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Issues with words, files or letters of the person that are held now. */
export const heldIssuesOf = (db: Kysely<Tables>, person: string): Promise<readonly string[]> =>
  heldAmong(db, sql`(select * from ${issuesOf(person)} a union select * from ${issuesToldTo(person)} b)`);

/** Whether one with words or files of the person is, which nobody changes to yes before the transaction ends. */
export async function holdsStandAgainst(transaction: Transaction<Tables>, person: string): Promise<boolean> {
  await sql`select from doorstep.issue where id in ${issuesOf(person)} order by id for update`.execute(transaction);
  return (await heldAmong(transaction, issuesOf(person))).length > 0;
}

/**
 * The same of anything that the person was told, which may be of as many issues as there are: instead of locking those, no hold
 * is let in before the transaction ends.
 */
export async function holdsStandAgainstLetters(transaction: Transaction<Tables>, person: string): Promise<boolean> {
  await sql`lock table doorstep.legal_hold in share mode`.execute(transaction);
  return (await heldIssuesOf(transaction, person)).length > 0;
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
