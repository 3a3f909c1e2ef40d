/** What is found by words, whoever asks. */
import type { IssueId } from '../../clients/sdk';
import { searchIssues, WordReader } from '../../store';
import type { World } from './world';

export async function foundByWords({ database, masterKeys }: World, words: string): Promise<readonly IssueId[]> {
  const search = await new WordReader(database, masterKeys).findable({ words });
  const page = await searchIssues(database, search, { units: 'everywhere' }, { sort: 'newest', limit: 10 });
  return page.rows.map(({ id }) => id);
}
