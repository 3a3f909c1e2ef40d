/** Erasure of words by destroying their keys. The log, its hash chain and Temporal's histories stay as they are. */
import { sql, type Kysely } from 'kysely';
import type { IssueId } from '../../domain';
import type { Database, Tables } from '../database';

/** Forgets what was laid ready for issues that were never opened; whatever was merely late is opened by then. */
export async function sweepSearchDrafts({ db }: Database): Promise<void> {
  await sql`delete from doorstep.issue_search_draft where created_at < now() - interval '30 days'`.execute(db);
}

/** Takes away the keys of what was never opened; whatever was merely late is opened by then. */
export async function sweepWordKeys({ db }: Database): Promise<void> {
  await sql`
    delete from doorstep.issue_word_key k
    where k.created_at < now() - interval '30 days'
      and not exists (select from doorstep.issue i where i.id = k.issue_id)`.execute(db);
}

/**
 * Destroys the keys of these issues, as part of a transaction of the caller's, who has them forgotten (forgetKeys) when it has
 * committed. Gives back the issues whose key was alive.
 */
export async function destroyKeysOf(db: Kysely<Tables>, issues: readonly string[]): Promise<readonly IssueId[]> {
  const { rows } = await sql<{ issue: IssueId }>`
    with gone as (
      update doorstep.issue_word_key set wrapped_key = null, master = null, person_id = null, destroyed_at = now()
      where wrapped_key is not null and issue_id = any(${issues}) returning issue_id),
    undrafted as (
      delete from doorstep.issue_search_draft where issue_id in (select issue_id from gone))
    select distinct issue_id as issue from gone order by issue_id`.execute(db);
  return rows.map(({ issue }) => issue);
}
