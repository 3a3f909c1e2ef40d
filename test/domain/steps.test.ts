/** What single steps leave behind, where another step builds on it. */
import {
  decide,
  decideWake,
  nextWake,
  natural,
  open,
  record,
  refusedSignal,
  type CommandId,
  type IssueRules,
} from '../../domain';
import {
  acknowledge,
  answer,
  approve,
  askExtension,
  askVoid,
  by,
  CHECKED,
  confirm,
  failCheck,
  given,
  handle,
  HOUR,
  ISSUE,
  passCheck,
  photo,
  post,
  reopen,
  REPORT,
  RULES,
  supervise,
  T0,
  verify,
} from './given';
import { dispatch, PARTY_RULES, withLead } from './parties';

const tiersWith = (more: Partial<IssueRules['tiers'][number]>): IssueRules => ({
  ...RULES,
  tiers: RULES.tiers.map((tier) => ({ ...tier, ...more })),
});
const VERIFIED: IssueRules = {
  ...RULES,
  verification: {
    by: post('clerk', 'clerk'),
    within: natural(4 * HOUR),
    repeat: { every: natural(2 * HOUR), times: 1 },
  },
};
const TOTAL = { total: { within: natural(100 * HOUR), to: 4 } };
const once = (atHours: number, clock: string, nextHours: number) => ({
  type: 'reminded',
  clock,
  tier: 1,
  round: 1,
  firedAtMs: T0 + atHours * HOUR,
  nextAtMs: T0 + nextHours * HOUR,
  alert: false,
});

describe('opening', () => {
  test('GIVEN a report that was made before it came in THEN its tier is on duty from when its time began, and it is open since it was made', () => {
    const from = { actor: 'resident', commandId: 'open' as CommandId, occurredAtMs: T0 };
    const later = T0 + HOUR;
    const { after } = record(ISSUE, null, open(REPORT, RULES, later), from);
    expect(after).toMatchObject({ openedAtMs: T0, stageSinceMs: T0, tierSinceMs: later });
    expect(record(ISSUE, null, open(REPORT, VERIFIED, later), from).after).toMatchObject({ tierSinceMs: later });
  });
});

describe('an acknowledgement', () => {
  const EXPIRES = tiersWith({ acknowledgementFor: natural(3 * HOUR) });

  test('GIVEN it is renewed THEN it is in hand since it was first said', () => {
    const issue = given(T0, EXPIRES).and(acknowledge('lead')).and(acknowledge('lead'), HOUR);
    expect(issue.state).toMatchObject({ stage: 'handling', stageSinceMs: T0, assignee: 'lead' });
  });

  test('GIVEN a unit beside the ladder has it THEN its acknowledgement does not expire: that is the tier’s', () => {
    const rules = { ...PARTY_RULES, tiers: EXPIRES.tiers };
    const issue = withLead(rules).and(dispatch('lead', 'property')).and(acknowledge('manager'));
    expect(Object.keys(issue.state.clocks)).toStrictEqual(['handle']);
  });

  test('GIVEN it expires THEN the tier is called once more, and what its holder had asked for is overtaken', () => {
    const issue = given(T0, EXPIRES).and(acknowledge('lead')).and(askExtension('lead'));
    issue.nowMs = T0 + 3 * HOUR;
    expect(issue.wakeOnce()).toMatchObject([
      { type: 'approval-lapsed', cause: 'overtaken' },
      { type: 'acknowledgement-expired', by: 'lead', firedAtMs: T0 + 3 * HOUR },
    ]);
    expect(issue.state).toMatchObject({ stage: 'open', stageSinceMs: T0 + 3 * HOUR, calls: 1 });
  });

  test('GIVEN an outage over its end WHEN it ends THEN the tier has its whole time to say it again', () => {
    const issue = given(T0, EXPIRES).and(acknowledge('lead'));
    issue.nowMs = T0 + 6 * HOUR;
    issue.wakeOnce();
    expect(issue.state.clocks.acknowledge).toMatchObject({ sinceMs: T0 + 6 * HOUR, dueAtMs: T0 + 8 * HOUR });
  });
});

describe('a reminder says of which clock and when the next one is due, and is no alert', () => {
  test('of whoever looks at a report', () => {
    const issue = given(T0, VERIFIED);
    issue.nowMs = T0 + 4 * HOUR;
    expect(issue.wakeOnce()).toStrictEqual([once(4, 'verify', 6)]);
  });

  test('of whoever checks on the spot', () => {
    const issue = withLead(CHECKED).and(handle('lead'));
    issue.nowMs = T0 + 6 * HOUR;
    expect(issue.wakeOnce()).toStrictEqual([once(6, 'check', 9)]);
  });

  test('of the resident', () => {
    const issue = withLead(RULES).and(handle('lead'));
    issue.nowMs = T0 + 24 * HOUR;
    expect(issue.wakeOnce()).toStrictEqual([once(24, 'confirm', 36)]);
  });
});

describe('looking at a report, and at what was done', () => {
  test('GIVEN a word with it THEN the word is kept; GIVEN none THEN there is none', () => {
    const noted = given(T0, VERIFIED).and({ type: 'verify', ...by('clerk'), note: 'seen it' });
    expect(noted.log.at(-1)?.event).toMatchObject({ type: 'verified', note: 'seen it' });
    const silent = given(T0, VERIFIED).and(verify('clerk'));
    expect(silent.log.at(-1)?.event).not.toHaveProperty('note');
    const checked = () => withLead(CHECKED).and(handle('lead'));
    const passed = checked().and({ type: 'pass-check', ...by('inspector'), note: 'all lit', evidence: photo });
    expect(passed.log.at(-1)?.event).toMatchObject({ type: 'checked', note: 'all lit', evidence: photo });
    expect(checked().and(passCheck('inspector')).log.at(-1)?.event).not.toHaveProperty('note');
  });

  test('GIVEN nobody had to be called before WHEN it is looked at THEN the tier’s first call is its first', () => {
    expect(given(T0, VERIFIED).and(verify('clerk')).state.calls).toBe(0);
  });

  test('GIVEN a unit has it and its tier warns WHEN a check fails THEN the unit is not warned: its time is not the tier’s', () => {
    const rules: IssueRules = {
      ...PARTY_RULES,
      check: CHECKED.check!,
      tiers: PARTY_RULES.tiers.map((tier) => ({ ...tier, warnings: [{ share: 0.5 }] })),
    };
    const issue = withLead(rules)
      .and(dispatch('lead', 'property'))
      .and(acknowledge('manager'))
      .and(handle('manager'))
      .and(failCheck('inspector'));
    expect(issue.state).toMatchObject({ stage: 'handling', assignee: 'manager', dispatch: { party: 'property' } });
    expect(issue.state.clocks.handle).not.toHaveProperty('warnAtMs');
  });
});

describe('a warning', () => {
  const WARNS = tiersWith({ warnings: [{ share: 0.5 }] });

  test('GIVEN an outage that ends with the deadline THEN nobody is warned of what has passed', () => {
    const late = (nowMs: number) => {
      const issue = given(T0, WARNS).and(acknowledge('lead'));
      const decision = decideWake(issue.state, nextWake(issue.state)!, nowMs);
      return decision.ok ? decision.events : [];
    };
    expect(late(T0 + 8 * HOUR)).toMatchObject([{ type: 'warned', untold: true }]);
    expect(late(T0 + 8 * HOUR - 1)[0]).not.toHaveProperty('untold');
  });

  test('is a call of its own', () => {
    const issue = given(T0, WARNS)
      .and(acknowledge('lead'))
      .pass(4 * HOUR);
    expect(issue.state.calls).toBe(1);
  });
});

describe('reopening', () => {
  const closed = (rules: IssueRules = RULES) => withLead(rules).and(handle('lead')).and(confirm());

  test('GIVEN a time over all tiers WHEN it is back THEN that time begins anew', () => {
    const issue = closed({ ...RULES, ...TOTAL }).and(reopen(), 10 * HOUR);
    expect(issue.state.clocks.total).toMatchObject({ sinceMs: T0 + 10 * HOUR, dueAtMs: T0 + 110 * HOUR });
    expect(closed().and(reopen()).state.clocks).not.toHaveProperty('total');
  });

  test('GIVEN the last instant at which it can be reopened THEN it is, and a millisecond later it is not', () => {
    closed()
      .when(reopen(), 30 * 24 * HOUR)
      .then({ type: 'reopened' });
    closed()
      .when(reopen(), 30 * 24 * HOUR + 1)
      .refused('REOPEN_TOO_LATE');
  });

  test('GIVEN it was taken out as no matter at all WHEN it is back THEN the tier that had it takes it up again', () => {
    const issue = given(T0, { ...RULES, void: { decideWithin: natural(6 * HOUR) } })
      .and(askVoid('lead'))
      .and(approve('grid'));
    expect(issue.state.closure?.outcome).toBe('voided');
    issue.when(reopen()).then({ type: 'reopened', tier: 1 });
  });
});

test('GIVEN a signal that was refused THEN it is in the log for people to see, and the issue is as it was', () => {
  const issue = given();
  const before = issue.state;
  const refusal = { code: 'NOT_YOURS_TO_DO', message: 'grid may not.', allowed: [] } as const;
  issue.happens([refusedSignal('acknowledge', 'grid', refusal)]);
  expect(issue.types()).toEqual(['opened', 'command-refused']);
  expect(issue.state).toStrictEqual({ ...before, seq: 2, recent: issue.state.recent });
  expect(decide(issue.state, acknowledge('lead'), T0)).toMatchObject({ ok: true });
});

test('GIVEN a tier watches and was told that an answer is owed WHEN it is answered THEN only that clock ends', () => {
  const issue = withLead({ ...RULES, ...TOTAL }).and(supervise('group'));
  expect(Object.keys(issue.state.clocks).sort()).toStrictEqual(['answer', 'handle', 'total']);
  expect(Object.keys(issue.and(answer('lead')).state.clocks).sort()).toStrictEqual(['handle', 'total']);
});
