/** Reports without an account: whoever has the code is the reporter of that one issue. */
import { sql } from 'kysely';
import type { IssueId, PersonId } from '../../domain';
import type { Database } from '../database';
import { hashOf, parseTrackingCode } from './secrets';

export interface Tracked {
  readonly issue: IssueId;
  readonly reporter: PersonId;
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
