/** What other rules mean for an issue in each of its stages: the clock that runs there, and who learns of it. */
import { explain, natural, notices, type Command, type IssueId, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askSuspension,
  by,
  CHECKED,
  confirm,
  failCheck,
  given,
  handle,
  HOUR,
  person,
  post,
  RULES,
  supervise,
  T0,
  told,
  type Given,
} from './given';
import { migrate, next, party } from './other-rules';
import { dispatch } from './parties';

const repeat = (every: number, times = 5) => ({ every: natural(every * HOUR), times });
const verified = (within: number, every = 10): IssueRules => ({
  ...RULES,
  verification: { by: post('clerk', 'clerk', 'clerk-b'), within: natural(within * HOUR), repeat: repeat(every) },
});
const checked = (within: number, every = 10): IssueRules => ({
  ...CHECKED,
  check: { ...CHECKED.check!, within: natural(within * HOUR), repeat: repeat(every) },
});
const confirmed = (within: number, every = 10): IssueRules => ({
  ...RULES,
  confirmation: { within: natural(within * HOUR), repeat: repeat(every) },
  callBack: { by: post('caller', 'caller'), attempts: 3 },
});
const under = (issue: Given, rules: IssueRules, laterMs = 0): Given =>
  issue.and(migrate(), laterMs, { rules: { ...rules, version: 2 } });
const done = (rules: IssueRules): Given => given(T0, rules).and(acknowledge('lead')).and(handle('lead'));
const said = (issue: Given) =>
  notices(issue.state, issue.log.findLast(({ event }) => event.type === 'rules-changed')!.event);

describe('the stage in which it is', () => {
  const stages = [
    ['verify', (rules: IssueRules) => given(T0, rules), verified, ['clerk', 'clerk-b', 'resident']],
    ['check', done, checked, ['grid', 'inspector', 'inspector-b', 'resident']],
    ['confirm', done, confirmed, ['caller', 'resident']],
  ] as const;

  test.each(stages)(
    'the time to %s is moved, and whoever has to move learns until when',
    (name, start, rules, whom) => {
      const issue = under(start(rules(4)), rules(7), HOUR);
      expect(issue.state.clocks[name]).toMatchObject({ dueAtMs: T0 + 7 * HOUR, round: 0 });
      expect(said(issue)).toEqual(
        whom.map((recipient) => ({
          recipient,
          template: 'rules-changed',
          tier: 1,
          round: issue.state.calls,
          facts: { by: 'committee', cause: 'procedure', dueAtMs: T0 + 7 * HOUR },
        })),
      );
      expect(issue.folded()).toEqual(issue.state);
    },
  );

  test.each(stages)(
    'a call to %s that was made already is made again as often as the new rules say',
    (name, start, rules) => {
      const issue = start(rules(4)).pass(5 * HOUR);
      expect(issue.state.clocks[name]).toMatchObject({ round: 1, dueAtMs: T0 + 14 * HOUR });
      expect(under(issue, rules(4, 2)).state.clocks[name]).toMatchObject({ round: 1, dueAtMs: T0 + 7 * HOUR });
    },
  );

  test.each(stages)('nobody is told where the time to %s stays as it was', (_name, start, rules) => {
    expect(said(under(start(rules(4)), { ...rules(4), reopenWithinMs: HOUR }, HOUR))).toEqual([]);
  });

  test('GIVEN others have to look WHEN nothing moved THEN they learn it alone, with the time that runs', () => {
    const rules = verified(4);
    const issue = under(given(T0, rules), {
      ...rules,
      verification: { ...rules.verification!, by: post('clerk', 'clerk', 'clerk-c') },
    });
    expect(told(issue, 'rules-changed')).toEqual(['rules-changed clerk-c']);
    expect(said(issue)[0]?.facts).toEqual({ by: 'committee', cause: 'procedure', dueAtMs: T0 + 4 * HOUR });
  });

  test('GIVEN somebody new on the tier WHEN nothing moved THEN they learn until when it has to be acknowledged', () => {
    const [first, ...above] = RULES.tiers;
    const tiers = [{ ...first!, people: [...first!.people, person('second-lead')] }, ...above];
    const issue = under(given(), { ...RULES, tiers });
    expect(said(issue)).toMatchObject([
      { recipient: 'second-lead', facts: { by: 'committee', cause: 'procedure', dueAtMs: T0 + 2 * HOUR } },
    ]);
  });

  test('GIVEN it was called out already WHEN it would be over by the new rules too THEN the deadline did not move, and nobody is told', () => {
    const late = given(T0, { ...RULES, tiers: RULES.tiers.slice(3) }).pass(5 * HOUR);
    const sooner = { ...RULES.tiers[3]!, acknowledgeWithin: natural(3 * HOUR) };
    const issue = under(late, { ...RULES, tiers: [sooner] });
    expect(issue.state.clocks.acknowledge?.charges.at(-1)).toMatchObject({ why: 'procedure', ms: 0 });
    expect(said(issue)).toEqual([]);
  });

  test('GIVEN rules that change twice THEN each time whoever is on duty learns it', () => {
    const issue = under(given().and(acknowledge('lead')), next(2), HOUR);
    issue.and(migrate(), HOUR, { rules: next(5, { version: 3 }) });
    expect(said(issue)).toMatchObject([
      { recipient: 'lead', facts: { dueAtMs: T0 + 13 * HOUR } },
      { recipient: 'resident', facts: { dueAtMs: T0 + 13 * HOUR } },
    ]);
  });

  test('what an issue does not have is not spoken of', () => {
    const rules = { ...RULES, version: 2, reopenWithinMs: HOUR };
    const issue = given().and(migrate(), HOUR, { rules });
    expect(issue.log.at(-1)?.event).toStrictEqual({
      type: 'rules-changed',
      by: 'committee',
      why: 'procedure',
      reason: 'the new version is in force',
      rules,
      tier: 1,
      clocks: given().state.clocks,
      atMs: T0 + HOUR,
    });
    for (const absent of ['parts', 'link', 'dispatch', 'totalPaused', 'supervision'])
      expect(issue.state).not.toHaveProperty(absent);
  });

  test('an answer that is owed is moved too, and that is no news for whoever has the issue', () => {
    const answered = (within: number): IssueRules => ({
      ...RULES,
      supervision: { answerWithin: natural(within * HOUR) },
    });
    const issue = under(given(T0, answered(3)).and(supervise('group')), answered(5), HOUR);
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + 5 * HOUR);
    expect(said(issue)).toEqual([]);
  });
});

describe('an issue that goes with another', () => {
  const lead = {
    id: 'i-lead' as IssueId,
    seq: 3,
    stage: 'handling',
    outcome: null,
    tier: 1,
    tierKey: 'building-lead',
    handled: null,
    isFollower: false,
  } as const;
  const link: Command = { type: 'link', ...by('lead'), to: lead.id, reason: 'same pipe' };
  const stuck = (issue: Given): Given => issue.happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);

  test('is migrated with its lead, and by itself only when its rules can not be followed', () => {
    const refusal = given()
      .and(link, 0, { lead })
      .when(migrate(), 0, 0, { rules: next(1) })
      .refused('NOT_IN_THIS_STAGE');
    expect(refusal?.message).toMatch(/^migrate is possible in stage verifying/);
  });

  test('GIVEN its clocks stand still WHEN it has other rules THEN what is left of them is that of the new rules', () => {
    const issue = under(stuck(given().and(link, HOUR, { lead })), next(4), HOUR);
    expect(issue.state.link).toMatchObject({
      lead: lead.id,
      stage: 'open',
      acknowledge: { leftMs: 5 * HOUR },
      handle: { leftMs: 11 * HOUR },
    });
    expect(issue.state.clocks).toEqual({});
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN it was acknowledged, or climbed with its lead, THEN what has no time left has none under other rules', () => {
    const has = given().and(acknowledge('lead')).and(link, HOUR, { lead });
    expect(under(stuck(has), next(4)).state.link).toMatchObject({ acknowledge: null, handle: { leftMs: 11 * HOUR } });
    const climbed = given()
      .and(link, 0, { lead })
      .happens([{ type: 'followed', lead: lead.id, leadSeq: 4, what: 'climbed', tier: 2 }]);
    expect(under(stuck(climbed), next(4)).state.link).toMatchObject({ acknowledge: null, handle: null });
  });
});

describe('the time over all tiers', () => {
  const total = (hours: number, more: IssueRules = RULES): IssueRules => ({
    ...more,
    total: { within: natural(hours * HOUR), to: 4 },
  });

  test('GIVEN it stands still WHEN it has other rules THEN what is left is that of the new rules, and nothing where they have none', () => {
    const asked = () => done(total(100));
    expect(under(asked(), total(120), HOUR).state.totalPaused).toMatchObject({ leftMs: 120 * HOUR });
    const without = under(asked(), RULES, HOUR);
    expect(without.state).not.toHaveProperty('totalPaused');
    expect(without.folded()).toEqual(without.state);
    expect(under(asked(), { ...total(100), evidenceMinimum: 3 }).state.totalPaused).toMatchObject({
      leftMs: 100 * HOUR,
    });
  });

  test('GIVEN it is new WHEN it would be over by the opening THEN it begins now', () => {
    const issue = under(given(), total(90), HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 90 * HOUR);
    const late = given()
      .and(acknowledge('lead'))
      .pass(5 * HOUR);
    expect(under(late, total(5)).state.clocks.total).toMatchObject({ sinceMs: T0 + 5 * HOUR, dueAtMs: T0 + 10 * HOUR });
  });

  test.each([
    ['is looked at', verified(4), (issue: Given) => issue],
    ['has to be acknowledged', RULES, (issue: Given) => issue],
    ['is handled', RULES, (issue: Given) => issue.and(acknowledge('lead'))],
  ] as const)('GIVEN it is new WHEN the issue %s THEN it begins', (_stage, rules, reach) => {
    expect(under(reach(given(T0, rules)), total(90, rules)).state.clocks.total?.dueAtMs).toBe(T0 + 90 * HOUR);
  });

  test.each([
    [
      'is suspended',
      RULES,
      () =>
        given()
          .and(acknowledge('lead'))
          .and(askSuspension('lead', T0 + 30 * HOUR))
          .and(approve('grid')),
    ],
    ['is checked', CHECKED, () => done(CHECKED)],
    ['is with the resident', RULES, () => done(RULES)],
  ] as const)('GIVEN it is new WHEN the issue %s THEN it does not begin', (_stage, rules, reach) => {
    const issue = under(reach(), total(90, rules));
    expect(issue.state.clocks).not.toHaveProperty('total');
    expect(issue.state).not.toHaveProperty('totalPaused');
  });

  test('GIVEN it is over and has rung WHEN the rules give more of it THEN it does not ring a second time', () => {
    const rung = given(T0, total(5))
      .and(acknowledge('lead'))
      .pass(6 * HOUR);
    expect(rung.state.tier).toBe(4);
    expect(under(rung, total(50)).state.clocks).not.toHaveProperty('total');
  });
});

describe('an acknowledgement that expires', () => {
  const expires = (hours: number | undefined, rules: IssueRules = RULES): IssueRules => ({
    ...rules,
    tiers: rules.tiers.map((tier) =>
      hours === undefined ? tier : { ...tier, acknowledgementFor: natural(hours * HOUR) },
    ),
  });
  const parties = { ...RULES, parties: [party('power')] };

  test('is moved with the rules, and begins where only the new ones have it', () => {
    const issue = under(given(T0, expires(3)).and(acknowledge('lead')), expires(5), HOUR);
    expect(issue.state.clocks.renew?.dueAtMs).toBe(T0 + 5 * HOUR);
    expect(under(given().and(acknowledge('lead')), expires(5), HOUR).state.clocks.renew?.dueAtMs).toBe(T0 + 6 * HOUR);
  });

  test('GIVEN it does not expire any more after a check that failed WHEN rules change THEN it does not begin again', () => {
    const first = (hours: number, { tiers: [lowest, ...above], ...rules }: IssueRules = CHECKED): IssueRules => ({
      ...rules,
      tiers: [{ ...lowest!, acknowledgementFor: natural(hours * HOUR) }, ...above],
    });
    const issue = done(first(3)).and(failCheck('inspector'));
    expect(issue.state.clocks).not.toHaveProperty('renew');
    expect(under(issue, first(5)).state.clocks).not.toHaveProperty('renew');
  });

  test('does not begin where nobody has it, where it is suspended, or where a party has it', () => {
    const none = (issue: Given, rules = expires(5)) =>
      expect(under(issue, rules).state.clocks).not.toHaveProperty('renew');
    none(given());
    none(
      given()
        .and(acknowledge('lead'))
        .and(askSuspension('lead', T0 + 30 * HOUR))
        .and(approve('grid')),
    );
    const dispatched = given(T0, parties).and(dispatch('lead', 'power')).and(acknowledge('power-worker'));
    none(dispatched, expires(5, parties));
  });
});

test('GIVEN it is closed and its rules can not be followed THEN a migration lifts that, and nobody is told', () => {
  const issue = done(RULES).and(confirm());
  issue.happens([{ type: 'quarantined', what: 'reopen', atMs: issue.nowMs }]);
  under(issue, next(1));
  expect(issue.state).toMatchObject({ stage: 'closed', rules: { version: 2 } });
  expect(issue.state).not.toHaveProperty('quarantine');
  expect(said(issue)).toEqual([]);
  expect(explain(issue.state).waits).toEqual([]);
});
