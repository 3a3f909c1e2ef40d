/** The one place where words are made unreadable: of a person's reports, or of issues that were closed long ago. */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '../../database';
import { destroyKeysOf } from '../../words/erase';
import { isClear } from './clear-words';
import type { Counts } from './erasure';

export type WordsDestroyed = Counts & Readonly<Record<'reports' | 'clearReports' | 'wordKeys', number>>;

/** So many that each statement ends soon, whoever reported however much. */
const AT_ONCE = 5_000;

/** Of everything that the person reported, and of what they sent that was never opened: its key is there before the issue. */
export async function destroyWordsOf(transaction: Transaction<Tables>, person: string): Promise<WordsDestroyed> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.issue where reporter = ${person}
    union select issue_id from doorstep.issue_word_key where person_id = ${person} and wrapped_key is not null`.execute(
    transaction,
  );
  const sum = { reports: 0, clearReports: 0, wordKeys: 0 };
  for (let begin = 0; begin < rows.length; begin += AT_ONCE) {
    const some = rows.slice(begin, begin + AT_ONCE).map(({ id }) => id);
    const done = await destroyWordsOfIssues(transaction, some);
    sum.reports += done.reports;
    sum.clearReports += done.clearReports;
    sum.wordKeys += done.wordKeys;
  }
  return sum;
}

/**
 * The keys of these issues, the words and the place by which they are found, and the digests by which a report that is sent
 * twice is known. How many of the issues there were is `reports`; of `clearReports` among them something stays readable, for no
 * key seals it. The caller has keys forgotten (forgetKeys) when the transaction has committed.
 */
export async function destroyWordsOfIssues(
  transaction: Transaction<Tables>,
  issues: readonly string[],
): Promise<WordsDestroyed> {
  await sql`
    update doorstep.issue_search set words = ''::tsvector, place = null
    where issue_id = any(${issues})`.execute(transaction);
  await sql`
    update doorstep.open311_request set fingerprint = null
    where issue_id = any(${issues}) and fingerprint is not null`.execute(transaction);
  const { rows } = await sql<{ reports: number; clearReports: number }>`
    select count(*) as reports, count(*) filter (where ${isClear}) as "clearReports"
    from doorstep.issue i where i.id = any(${issues})`.execute(transaction);
  const { reports = 0, clearReports = 0 } = rows[0] ?? {};
  return { reports, clearReports, wordKeys: (await destroyKeysOf(transaction, issues)).length };
}

/** Of how many reports of the person something stays readable whatever is erased: it was written without a master key. */
export async function clearReportsOf(db: Kysely<Tables>, person: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from doorstep.issue i where i.reporter = ${person} and ${isClear}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A condition on `doorstep.issue i`: something of its words can still be read or found. */
export const hasWords: RawBuilder<SqlBool> = sql<SqlBool>`(
  exists (select from doorstep.issue_search s
    where s.issue_id = i.id and (s.words <> ''::tsvector or s.place is not null))
  or exists (select from doorstep.issue_word_key k where k.issue_id = i.id and k.wrapped_key is not null))`;
