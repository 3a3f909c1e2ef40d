/** Reports without an account: whoever has the code is the reporter of that one issue. */
import { sql } from 'kysely';
import type { IssueId, PersonId } from '../../domain';
import type { Database } from '../database';
import { randomBytes } from 'node:crypto';
import { hashOf, makeTrackingCode, parseTrackingCode, trackingCodeFor } from './secrets';

export interface Tracked {
  readonly issue: IssueId;
  readonly reporter: PersonId;
}

/**
 * The code of a new report. With a name that its sender gave it (128 random bits, or they could be guessed) the same code
 * again: an answer that was lost can be asked for once more.
 */
export async function newTrackingCode({ db }: Database, name?: string): Promise<string> {
  if (name === undefined) return makeTrackingCode();
  await sql`
    insert into doorstep.identity_secret (name, secret) values ('tracking', ${randomBytes(32)})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from doorstep.identity_secret where name = 'tracking'`.execute(db);
  return trackingCodeFor(rows[0]!.secret, name);
}

/** Kept before the report is sent: a report whose answer is lost can be asked for again with the same code. */
export async function keepTrackingCode({ db }: Database, code: string, { issue, reporter }: Tracked): Promise<void> {
  await sql`
    insert into doorstep.tracking_code (hash, issue_id, reporter) values (${hashOf(code)}, ${issue}, ${reporter})
    on conflict (hash) do nothing`.execute(db);
}

/** Undefined for what is no code, or nobody's. */
export async function findTracked({ db }: Database, text: string): Promise<Tracked | undefined> {
  const code = parseTrackingCode(text);
  if (code === undefined) return undefined;
  const { rows } = await sql<{ issue_id: string; reporter: string }>`
    select issue_id, reporter from doorstep.tracking_code where hash = ${hashOf(code)}`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : { issue: row.issue_id as IssueId, reporter: row.reporter as PersonId };
}
