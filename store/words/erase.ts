/** Erasure of words by destroying their keys. The log, its hash chain and Temporal's histories stay as they are. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { IssueId } from '../../domain';
import type { Database, Tables } from '../database';
import { forgetKeys } from './cache';

/**
 * Destroys the keys of every issue that this person (a guest as well) has reported, and what the issues are found by; gives
 * back the issues. Other processes may show words from memory for at most REMEMBERED_MS more.
 */
export const destroyWordKeys = (database: Database, person: string): Promise<readonly IssueId[]> =>
  destroy(database, sql`person_id = ${person}`);

/** The same of one issue. False when there was no key that was alive. */
export const destroyWordKey = async (database: Database, issue: IssueId): Promise<boolean> =>
  (await destroy(database, sql`issue_id = ${issue}`)).length > 0;

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

async function destroy(database: Database, which: RawBuilder<unknown>): Promise<readonly IssueId[]> {
  const issues = await destroyKeys(database.db, which);
  forgetKeys(database, issues);
  return issues;
}

/** As part of a transaction of the caller's; what is remembered of the keys is shown for at most REMEMBERED_MS more. */
export const destroyKeysOf = (db: Kysely<Tables>, issues: readonly string[]): Promise<readonly IssueId[]> =>
  destroyKeys(db, sql`issue_id = any(${issues})`);

async function destroyKeys(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<readonly IssueId[]> {
  const { rows } = await sql<{ issue: IssueId }>`
    with gone as (
      update doorstep.issue_word_key set wrapped_key = null, master = null, person_id = null, destroyed_at = now()
      where wrapped_key is not null and ${which} returning issue_id),
    unsearched as (
      update doorstep.issue_search set words = ''::tsvector where issue_id in (select issue_id from gone)),
    undrafted as (
      delete from doorstep.issue_search_draft where issue_id in (select issue_id from gone))
    select distinct issue_id as issue from gone order by issue_id`.execute(db);
  return rows.map(({ issue }) => issue);
}
