import { fold, nextWake, notices, type IssueRules } from '../../domain';
import {
  acknowledge,
  CHECKED,
  dispute,
  failCheck,
  given,
  handle,
  HOUR,
  ISSUE,
  passCheck,
  person,
  T0,
  told,
  type Given,
} from './given';

const PROBLEM: IssueRules = { ...CHECKED, problem: { reworks: 1, units: 3 } };
/** The grid has it since 3 h and says at 4 h that it is done. */
const handled = (rules = PROBLEM) =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'))
    .and(handle('grid'), HOUR);

describe('problem case: redone more often than the procedure lets pass, one tier up, once', () => {
  const redone = () => handled().and(failCheck('inspector')).and(handle('grid'));

  test('GIVEN it was redone as often as may be WHEN a check fails again THEN it is a problem case and climbs', () => {
    const issue = redone()
      .when(failCheck('inspector-b'), HOUR)
      .then(
        { type: 'check-failed' },
        { type: 'problem-raised', cause: 'reworks', count: 2, atMs: T0 + 5 * HOUR },
        { type: 'escalated', fromTier: 2, toTier: 3, cause: 'problem', by: person('inspector-b') },
      );
    expect(issue.state).toMatchObject({ stage: 'open', tier: 3, assignee: null, reworks: 2, calls: 0 });
    expect(issue.state.problem).toMatchObject({ cause: 'reworks' });
    expect(told(issue, 'escalated')).toEqual(['tier-called group', 'tier-called group-member', 'escalated resident']);
  });

  test('GIVEN a check that fails once too often WHEN the handler is told THEN no time is named that is not theirs', () => {
    const dueOf = (issue: Given) => {
      const until = issue.log.findLastIndex(({ event }) => event.type === 'check-failed') + 1;
      return notices(fold(ISSUE, issue.log.slice(0, until))!, issue.log[until - 1]!.event).map(({ facts }) => facts);
    };
    expect(dueOf(handled().and(failCheck('inspector')))).toEqual([{ by: 'inspector', dueAtMs: T0 + 9 * HOUR }]);
    expect(dueOf(redone().and(failCheck('inspector')))).toEqual([{ by: 'inspector' }]);
  });

  test('GIVEN a problem case WHEN it is redone again THEN it is not raised a second time', () => {
    const issue = redone().and(failCheck('inspector')).and(acknowledge('group')).and(handle('group'));
    issue.when(failCheck('inspector')).then({ type: 'check-failed' });
    expect(issue.state).toMatchObject({ stage: 'handling', tier: 3, assignee: 'group', reworks: 3 });
  });

  test('GIVEN the resident disagreed before WHEN a check fails THEN both count', () => {
    const issue = handled().and(passCheck('inspector')).and(dispute()).and(acknowledge('group'));
    issue
      .and(handle('group'))
      .when(failCheck('inspector'))
      .then({ type: 'check-failed' }, { type: 'problem-raised', count: 2 }, { type: 'escalated', toTier: 4 });
  });

  test('GIVEN the top tier has it WHEN it is a problem case THEN the top is called again, and nothing is dropped', () => {
    const issue = given(T0, PROBLEM)
      .pass(20 * HOUR)
      .and(acknowledge('committee'))
      .and(handle('committee'))
      .and(failCheck('inspector'))
      .and(handle('committee'));
    const { calls } = issue.state;
    issue.and(failCheck('inspector'));
    expect(issue.state).toMatchObject({ stage: 'open', tier: 4, assignee: null });
    expect(issue.state.calls).toBeGreaterThan(calls);
    expect(nextWake(issue.state)).toMatchObject({ clock: 'acknowledge' });
  });

  test('GIVEN a procedure without problem cases WHEN checks fail without end THEN it is only counted', () => {
    const issue = handled(CHECKED);
    for (let times = 0; times < 5; times += 1) issue.and(failCheck('inspector')).and(handle('grid'));
    expect(issue.state).toMatchObject({ stage: 'checking', tier: 2, reworks: 5 });
    expect(issue.state).not.toHaveProperty('problem');
  });
});
