/** When the rules want to be asked, what each such instant is called, and what is answered when it has not come. */
import {
  allowedCommands,
  decideWake,
  dueWake,
  explain,
  natural,
  nextWake,
  wakeKey,
  wakes,
  type IssueRules,
  type Wait,
  type Wake,
} from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askSuspension,
  CHECKED,
  delegate,
  given,
  handle,
  HOUR,
  post,
  RULES,
  supervise,
  T0,
  withdraw,
  type Given,
} from './given';
import { PARTY_RULES, reportIn, summon, withLead } from './parties';

const tiersWith = (more: Partial<IssueRules['tiers'][number]>): IssueRules => ({
  ...RULES,
  tiers: RULES.tiers.map((tier) => ({ ...tier, ...more })),
});

describe('an instant that the rules wait for', () => {
  test('the earliest comes first; of equal ones the capability that was asked first', () => {
    const issue = given(T0, { ...RULES, total: { within: natural(HOUR), to: 4 } });
    expect(wakes(issue.state).map(({ clock, atMs }) => [clock, atMs - T0])).toEqual([
      ['total', HOUR],
      ['acknowledge', 2 * HOUR],
      ['handle', 8 * HOUR],
    ]);
    const equal = given(T0, tiersWith({ handleWithin: natural(2 * HOUR) }));
    expect(wakes(equal.state).map(({ clock }) => clock)).toEqual(['acknowledge', 'handle']);
    expect(nextWake(equal.state)?.clock).toBe('acknowledge');
  });

  test('it is due when it has come, and not a millisecond before', () => {
    const { state } = given();
    expect(dueWake(state, T0 + 2 * HOUR - 1)).toBeUndefined();
    expect(dueWake(state, T0 + 2 * HOUR)?.wake).toEqual({
      atMs: T0 + 2 * HOUR,
      clock: 'acknowledge',
      tier: 1,
      round: 0,
    });
  });

  test('its name says of which clock, whose, which round and when, and stands in every log from now on', () => {
    const wake: Wake = { atMs: T0, clock: 'handle', tier: 3, round: 2 };
    expect(wakeKey(wake)).toBe(`wake:handle:3:2:${T0}`);
    expect(wakeKey({ ...wake, clock: 'delegation', of: 'grid' })).toBe(`wake:delegation:grid:2:${T0}`);
    expect(wakeKey({ ...wake, clock: 'approval', approval: 'a2' as never })).toBe(`wake:approval:a2:2:${T0}`);
  });

  test.each<[string, (due: Wake) => Wake, laterMs: number]>([
    ['has not come', (due) => due, -1],
    ['is of another round', (due) => ({ ...due, round: due.round + 1 }), 0],
    ['was for another instant', (due) => ({ ...due, atMs: due.atMs - 1 }), 0],
    ['is of another clock', (due) => ({ ...due, clock: 'handle' }), 0],
  ])(
    'GIVEN one that %s WHEN it is to be decided THEN nothing is due, and it says what is possible',
    (_what, of, laterMs) => {
      const { state } = given();
      const due = nextWake(state)!;
      expect(decideWake(state, of(due), due.atMs + laterMs)).toEqual({
        ok: false,
        refusal: { code: 'NOT_DUE', message: expect.any(String) as string, allowed: allowedCommands(state) },
      });
    },
  );

  test('GIVEN one that came from elsewhere and has the same name THEN it is decided', () => {
    const { state } = given();
    const due = nextWake(state)!;
    const decision = decideWake(state, { ...due }, due.atMs);
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'reminded', firedAtMs: due.atMs }] });
    expect(decideWake(state, due, due.atMs)).toEqual(decision);
  });

  test('GIVEN a closed issue THEN nothing is due', () => {
    const { state } = given().and(withdraw());
    expect(wakes(state)).toStrictEqual([]);
    expect(decideWake(state, { atMs: T0, clock: 'handle', tier: 1, round: 0 }, T0)).toMatchObject({ ok: false });
  });
});

describe('what comes of the next one, said beforehand', () => {
  const verified: IssueRules = {
    ...RULES,
    verification: { by: post('clerk', 'clerk'), within: natural(HOUR), repeat: { every: natural(HOUR), times: 1 } },
  };
  const withLeadOf = (rules: IssueRules) => given(T0, rules).and(acknowledge('lead'));
  test.each<[Wake['clock'], Wait['then'], () => Given]>([
    ['verify', 'remind', () => given(T0, verified)],
    ['acknowledge', 'remind', () => given()],
    ['handle', 'escalate', () => withLeadOf(RULES)],
    ['renew', 'call-again', () => withLeadOf(tiersWith({ acknowledgementFor: natural(HOUR) }))],
    ['check', 'remind', () => withLeadOf(CHECKED).and(handle('lead'))],
    ['confirm', 'remind', () => withLeadOf(RULES).and(handle('lead'))],
    [
      'answer',
      'remind',
      () => withLeadOf({ ...RULES, supervision: { answerWithin: natural(HOUR) } }).and(supervise('grid')),
    ],
    ['total', 'escalate', () => withLeadOf({ ...RULES, total: { within: natural(HOUR), to: 4 } })],
    ['approval', 'lapse', () => withLeadOf(RULES).and(askExtension('lead'))],
    [
      'suspension',
      'resume',
      () =>
        withLeadOf(RULES)
          .and(askSuspension('lead', T0 + HOUR))
          .and(approve('grid')),
    ],
    ['report-in', 'call-again', () => withLead().and(summon('lead', 'property'))],
    ['part', 'call-again', () => withLead().and(summon('lead', 'property')).and(reportIn('manager'))],
    ['warning', 'nothing', () => withLeadOf(tiersWith({ warnings: [{ share: 0.5 }] }))],
    [
      'approval-reminder',
      'nothing',
      () =>
        withLeadOf({ ...RULES, extension: { ...RULES.extension, reminders: [{ share: 0.5 }] } }).and(
          askExtension('lead'),
        ),
    ],
    ['delegation', 'nothing', () => withLeadOf(RULES).and(delegate('group', 'committee', T0 + HOUR))],
  ])('%s: %s', (clock, then, issue) => {
    const { state } = issue();
    expect(explain(state).next).toEqual({ ...nextWake(state), then });
    expect(nextWake(state)?.clock).toBe(clock);
  });

  test('where a mass of them is spread it says by how much later, and nothing where this one is not', () => {
    const spread = { ...RULES, spreadMs: HOUR };
    expect(explain(given(T0, spread).state).next?.spreadMs).toBeGreaterThan(0);
    const report = { ...given().state.report, severity: 'urgent' as const };
    expect(explain(given(T0, spread, report).state).next).not.toHaveProperty('spreadMs');
    expect(explain(given(T0, spread).and(withdraw()).state).next).toBeNull();
  });
});

describe('where an issue stands', () => {
  test('its place on the ladder, its rules and its end', () => {
    const issue = given().pass(3 * HOUR);
    expect(explain(issue.state)).toMatchObject({
      issue: 'i-test',
      seq: 3,
      stage: 'open',
      outcome: null,
      tier: 2,
      tierKey: 'grid-worker',
      procedure: 'default@1',
    });
    expect(explain(issue.state)).not.toHaveProperty('quarantine');
  });

  test('GIVEN rules without a ladder, which nobody can follow THEN it can be explained all the same', () => {
    const issue = given().happens([{ type: 'quarantined', what: 'handle', atMs: T0 }]);
    issue.state = { ...issue.state, rules: { ...RULES, tiers: [] } };
    expect(explain(issue.state)).toMatchObject({
      tierKey: '?',
      next: null,
      quarantine: { what: 'handle', sinceMs: T0 },
    });
  });

  test('GIVEN it is quarantined WHEN something else is asked for THEN it says what is left to do', () => {
    const issue = given().happens([{ type: 'quarantined', what: 'handle', atMs: T0 }]);
    expect(issue.when(acknowledge('lead')).refused('ISSUE_QUARANTINED')?.allowed).toEqual(['migrate']);
  });

  test('a command that several may give in several ways is named once among those that are possible', () => {
    expect([...allowedCommands(withLead(PARTY_RULES).state)].sort()).toStrictEqual([
      'assign',
      'comment',
      'delegate',
      'dispatch',
      'escalate',
      'handle',
      'link',
      'reclassify',
      'request',
      'summon',
      'supervise',
      'withdraw',
    ]);
  });
});
