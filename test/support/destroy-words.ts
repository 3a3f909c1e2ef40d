/** Words made unreadable as an erasure does it, without the rest of one. */
import type { Transaction } from 'kysely';
import type { IssueId } from '../../domain';
import { forgetKeys, type Database } from '../../store';
import type { Tables } from '../../store/database';
import { destroyWordsOf, destroyWordsOfIssues } from '../../store/personal/erasure/words';

/** Whether there was a key that was alive. */
export const destroyWordKey = async (database: Database, issue: IssueId): Promise<boolean> =>
  (await whole(database, (transaction) => destroyWordsOfIssues(transaction, [issue])))['wordKeys'] === 1;

/** Of everything that the person reported or sent; how many keys there were. */
export const destroyWordKeys = async (database: Database, person: string): Promise<number> =>
  (await whole(database, (transaction) => destroyWordsOf(transaction, person)))['wordKeys'] ?? 0;

async function whole<T>(database: Database, destroy: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
  const done = await database.db.transaction().execute(destroy);
  forgetKeys(database);
  return done;
}
