/** The one place where the words of a person's reports are made unreadable. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../database';
import type { Counts } from './erasure';

/**
 * The keys of the issues that the person reported, the words by which they are found, and the digests by which a report that
 * is sent twice is known.
 */
export async function destroyWordsOf(transaction: Transaction<Tables>, person: string): Promise<Counts> {
  const searched = await sql`
    update doorstep.issue_search s set words = ''::tsvector, place = null
    from doorstep.issue i where i.id = s.issue_id and i.reporter = ${person}`.execute(transaction);
  await sql`
    update doorstep.open311_request r set fingerprint = null
    from doorstep.issue i where i.id = r.issue_id and i.reporter = ${person} and r.fingerprint is not null`.execute(
    transaction,
  );
  return { reports: Number(searched.numAffectedRows ?? 0n), wordKeys: await destroyWordKeysOf(transaction, person) };
}

/** Where reports are sealed, each by a key of its own: without it nobody reads them, in whatever copy. */
async function destroyWordKeysOf(transaction: Transaction<Tables>, person: string): Promise<number> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('doorstep.issue_word_key') is not null as there`.execute(transaction);
  if (rows[0]?.there !== true) return 0;
  const done = await sql`
    update doorstep.issue_word_key k set wrapped_key = null, destroyed_at = now()
    from doorstep.issue i where i.id = k.issue_id and i.reporter = ${person} and k.destroyed_at is null`.execute(
    transaction,
  );
  return Number(done.numAffectedRows ?? 0n);
}
