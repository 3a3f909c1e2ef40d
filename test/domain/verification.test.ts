import { explain, natural, nextWake, wakes, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  by,
  comment,
  decline,
  given,
  HOUR,
  person,
  post,
  reopen,
  REPORT,
  RULES,
  T0,
  told,
  verify,
} from './given';

const VERIFIED: IssueRules = {
  ...RULES,
  verification: {
    by: post('clerk', 'clerk', 'clerk-b'),
    within: natural(4 * HOUR),
    repeat: { every: natural(2 * HOUR), times: 2 },
  },
};
const reported = (rules = VERIFIED, report = REPORT) => given(T0, rules, report);

describe('verification: a report is looked at before it counts, and counts when nobody looks', () => {
  test('GIVEN a report WHEN nobody has looked THEN only the time to look runs, and only the clerks are called', () => {
    const issue = reported();
    expect(issue.state).toMatchObject({ stage: 'verifying', tier: 1, clocks: { verify: { dueAtMs: T0 + 4 * HOUR } } });
    expect(Object.keys(issue.state.clocks)).toEqual(['verify']);
    expect(told(issue, 'opened')).toEqual(['verify-asked clerk', 'verify-asked clerk-b', 'report-received resident']);
    expect(wakes(issue.state)).toEqual([{ atMs: T0 + 4 * HOUR, clock: 'verify', tier: 1, round: 0 }]);
    issue.when(acknowledge('lead')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN a report WHEN a clerk says it is a matter THEN the first tier is called with its whole time', () => {
    const issue = reported()
      .when(verify('clerk-b'), HOUR)
      .then({ type: 'verified', by: person('clerk-b') });
    expect(issue.state).toMatchObject({
      stage: 'open',
      tier: 1,
      tierSinceMs: T0 + HOUR,
      clocks: { acknowledge: { dueAtMs: T0 + 3 * HOUR }, handle: { dueAtMs: T0 + 9 * HOUR } },
    });
    expect(issue.state.clocks.verify).toBeUndefined();
    expect(told(issue, 'verified')).toEqual(['tier-called lead']);
    issue.when(decline('clerk')).refused('NOT_IN_THIS_STAGE');
  });

  test.each(['lead', 'resident', 'committee', 'stranger'])('GIVEN a report WHEN %s looks THEN it is refused', (who) => {
    reported().when(verify(who)).refused('NOT_YOURS_TO_DO');
    reported().when(decline(who)).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN a procedure that does not verify WHEN somebody verifies THEN it is refused', () => {
    given().when(verify('clerk')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN a clerk who reported it WHEN they verify it themselves THEN another clerk has to', () => {
    const own = { ...REPORT, reporter: person('clerk') };
    const issue = reported(VERIFIED, own);
    issue.when(verify('clerk')).refused('NOT_YOURS_TO_DO');
    issue.when(verify('clerk-b')).then({ type: 'verified' });
    const deputy = reported();
    const untilMs = T0 + 90 * HOUR;
    deputy.state = { ...deputy.state, delegations: [{ from: person('clerk'), to: person('resident'), untilMs }] };
    deputy.when(verify('resident')).refused('NOT_YOURS_TO_DO');
    const alone: IssueRules = {
      ...VERIFIED,
      verification: { ...VERIFIED.verification!, by: post('clerk', 'clerk') },
    };
    const left = reported(alone, own);
    expect(told(left, 'opened')).toEqual(['verify-asked lead', 'report-received clerk']);
    left.when(verify('lead')).then({ type: 'verified' });
  });

  test('GIVEN a report WHEN a clerk declines it THEN it is closed as declined, and its reporter is told so', () => {
    const issue = reported()
      .when(decline('clerk'), HOUR)
      .then(
        { type: 'declined', by: person('clerk'), reason: 'a private matter' },
        { type: 'closed', outcome: 'declined', atMs: T0 + HOUR },
      );
    expect(told(issue, 'declined')).toEqual(['declined resident']);
    expect(issue.state).toMatchObject({ stage: 'closed', clocks: {}, closure: { outcome: 'declined' } });
    expect(nextWake(issue.state)).toBeUndefined();
    expect(issue.folded()).toEqual(issue.state);
  });

  test('reopening that reaches nobody: a declined report that is back calls the first tier, without another look', () => {
    const issue = reported().and(decline('clerk')).and(reopen(), HOUR);
    expect(issue.state).toMatchObject({ stage: 'open', tier: 1, reopenings: 1, closure: null });
    expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(T0 + 3 * HOUR);
    expect(told(issue, 'reopened')).toEqual(['tier-called lead', 'reopened resident']);
  });

  test('nobody on duty and nobody told: the clerks are asked again, then what nobody declined is taken for true', () => {
    const issue = reported().pass(4 * HOUR);
    expect(issue.types(1)).toEqual(['reminded']);
    expect(told(issue, 'reminded')).toEqual(['verify-reminder clerk', 'verify-reminder clerk-b']);
    issue.pass(4 * HOUR);
    expect(issue.types(1)).toEqual(['reminded', 'reminded', 'verified']);
    const { event } = issue.log.at(-1)!;
    expect(event).toMatchObject({ type: 'verified', firedAtMs: T0 + 8 * HOUR });
    expect(event).not.toHaveProperty('by');
    expect(issue.state).toMatchObject({ stage: 'open', clocks: { acknowledge: { dueAtMs: T0 + 10 * HOUR } } });
    expect(told(issue, 'verified')).toEqual(['tier-called lead']);
  });

  test('retry storms: after an outage of days there is one reminder, and time to look before the next', () => {
    const issue = reported();
    issue.nowMs = T0 + 51 * HOUR;
    expect(issue.wakeOnce()).toMatchObject([{ type: 'reminded', clock: 'verify', round: 1, nextAtMs: T0 + 52 * HOUR }]);
    expect(nextWake(issue.state)).toMatchObject({ clock: 'verify', round: 1, atMs: T0 + 52 * HOUR });
  });

  test('GIVEN an outage over the last reminder WHEN the engine is back THEN the first tier keeps its whole time', () => {
    const issue = reported().pass(6 * HOUR);
    issue.nowMs = T0 + 30 * HOUR;
    issue.wakeOnce();
    expect(issue.state.clocks.acknowledge).toMatchObject({ sinceMs: T0 + 30 * HOUR, dueAtMs: T0 + 32 * HOUR });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 38 * HOUR);
  });

  test('GIVEN a time over all tiers WHEN the report is looked at THEN that time goes on', () => {
    const issue = reported({ ...VERIFIED, total: { within: natural(100 * HOUR), to: 4 } }).and(verify('clerk'), HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 100 * HOUR);
  });

  test('GIVEN a report WHEN somebody asks why THEN it waits for the clerks, and opens by itself in the end', () => {
    const issue = reported();
    const wait = () => explain(issue.state).waits.find(({ what }) => what === 'verification');
    expect(wait()).toMatchObject({
      whom: ['clerk', 'clerk-b'],
      role: 'clerk',
      untilMs: T0 + 4 * HOUR,
      rule: 'default@1#verification.within',
      then: 'remind',
    });
    for (const command of ['verify', 'decline'])
      expect(explain(issue.state).offers).toContainEqual({ command, whom: ['clerk', 'clerk-b'] });
    issue.pass(6 * HOUR);
    expect(wait()?.then).toBe('open');
    expect(explain(issue.state).next).toMatchObject({ clock: 'verify', then: 'open' });
  });

  test('GIVEN who looks at it asks to take it out WHEN another says what it is THEN the question is overtaken', () => {
    const asked = () =>
      reported({ ...VERIFIED, void: { decideWithin: natural(50 * HOUR) } }).and({
        type: 'request',
        ...by('clerk'),
        kind: 'void',
        reason: 'a test',
      });
    const overtaken = { type: 'approval-lapsed', cause: 'overtaken' } as const;
    asked().when(verify('clerk-b')).then(overtaken, { type: 'verified' });
    const issue = asked().when(decline('clerk-b')).then(overtaken, { type: 'declined' }, { type: 'closed' });
    expect(nextWake(issue.state)).toBeUndefined();
    issue.when(approve('grid')).refused('APPROVAL_DECIDED');
    expect(
      asked()
        .pass(8 * HOUR)
        .types(2),
    ).toEqual(['reminded', 'reminded', 'approval-lapsed', 'verified']);
  });

  test('GIVEN a report that is looked at WHEN its reporter adds a word THEN the clerks learn it, not the tier that nobody called', () => {
    const issue = reported().and(comment('resident'));
    expect(told(issue, 'commented')).toEqual(['commented clerk', 'commented clerk-b']);
  });
});
