/** The one place where words are made unreadable: of a person's reports, or of issues that were closed long ago. */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '../../database';
import type { Counts } from './erasure';

/** Of everything that the person reported. */
export async function destroyWordsOf(transaction: Transaction<Tables>, person: string): Promise<Counts> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.issue where reporter = ${person}`.execute(transaction);
  return destroyWordsOfIssues(
    transaction,
    rows.map(({ id }) => id),
  );
}

/**
 * The keys of these issues, the words by which they are found, and the digests by which a report that is sent twice is
 * known. How many of the issues there were is `reports`.
 */
export async function destroyWordsOfIssues(
  transaction: Transaction<Tables>,
  issues: readonly string[],
): Promise<Counts> {
  await sql`
    update doorstep.issue_search set words = ''::tsvector, place = null
    where issue_id = any(${issues})`.execute(transaction);
  await sql`
    update doorstep.open311_request set fingerprint = null
    where issue_id = any(${issues}) and fingerprint is not null`.execute(transaction);
  return { reports: issues.length, wordKeys: await destroyWordKeys(transaction, issues) };
}

/** Where reports are sealed, each by a key of its own: without it nobody reads them, in whatever copy. */
async function destroyWordKeys(transaction: Transaction<Tables>, issues: readonly string[]): Promise<number> {
  if (!(await isSealing(transaction))) return 0;
  const done = await sql`
    update doorstep.issue_word_key set wrapped_key = null, master = null, destroyed_at = now()
    where issue_id = any(${issues}) and wrapped_key is not null`.execute(transaction);
  await sql`delete from doorstep.issue_search_draft where issue_id = any(${issues})`.execute(transaction);
  return Number(done.numAffectedRows ?? 0n);
}

/** A condition on `doorstep.issue i`: something of its words can still be read or found. */
export async function hasWords(db: Kysely<Tables>): Promise<RawBuilder<SqlBool>> {
  const isFound = sql<SqlBool>`exists (select from doorstep.issue_search s
    where s.issue_id = i.id and (s.words <> ''::tsvector or s.place is not null))`;
  if (!(await isSealing(db))) return isFound;
  return sql<SqlBool>`(${isFound} or exists (select from doorstep.issue_word_key k
    where k.issue_id = i.id and k.wrapped_key is not null))`;
}

/** Words are sealed since a later version of the schema. */
async function isSealing(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('doorstep.issue_word_key') is not null as there`.execute(db);
  return rows[0]?.there === true;
}
