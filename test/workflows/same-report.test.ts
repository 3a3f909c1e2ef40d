import { record, type CommandId, type IssueId } from '../../domain';
import { sameReport } from '../../workflows/same-report';
import { by, given, REPORT } from '../domain/given';

const reclassified = () => {
  const { state } = given();
  const from = { actor: 'lead', commandId: 'c' as CommandId, occurredAtMs: state.openedAtMs };
  const event = { type: 'reclassified', ...by('lead'), reason: '?', category: 'lifts', severity: 'urgent' } as const;
  return record('i-test' as IssueId, state, [event], from).after;
};

test('a report that comes again is the same, also when somebody has called the matter something else since', () => {
  expect(sameReport(given().state, REPORT)).toBe(true);
  expect(sameReport(reclassified(), REPORT)).toBe(true);
  expect(sameReport(reclassified(), undefined)).toBe(true);
});

test('another report is another', () => {
  expect(sameReport(given().state, { ...REPORT, category: 'lifts' })).toBe(false);
  expect(sameReport(reclassified(), { ...REPORT, category: 'lifts', severity: 'urgent' })).toBe(false);
});
