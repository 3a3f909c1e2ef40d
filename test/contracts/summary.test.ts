/** What Temporal is told of an issue: who goes first, and nothing that a resident said. */
import { summaryOf } from '../../contracts/summary';
import { SEVERITIES, type IssueId, type UnitId } from '../../domain';

const matter = { category: 'lamps', unit: 'oleaster-1' as UnitId };

test('the more severe an issue, the sooner an engine gets it', () => {
  const keys = SEVERITIES.map((severity) => summaryOf('i-1' as IssueId, { ...matter, severity }).priority?.priorityKey);
  expect(keys).toStrictEqual([4, 3, 2, 1]);
});

test('ids, category and unit are told, and no word of the report', () => {
  const report = { ...matter, severity: 'low', text: 'a secret', reporter: 'resident-01' } as const;
  expect(JSON.stringify(summaryOf('i-1' as IssueId, report))).not.toMatch(/secret|resident/);
});
