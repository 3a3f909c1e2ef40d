/** What an issue waits for: of whom, by which clause of the procedure, and what happens when nobody moves. */
import { currentTier, explain, natural, type IssueRules, type Wait } from '../../domain';
import {
  acknowledge,
  CHECKED,
  confirm,
  given,
  handle,
  HOUR,
  person,
  post,
  REPORT,
  RULES,
  T0,
  type Given,
} from './given';
import { dispatch, ONE_TIER, withLead } from './parties';

const waits = ({ state }: Given): readonly Wait[] => explain(state).waits;
const awaited = (issue: Given, what: Wait['what']) => waits(issue).find((wait) => wait.what === what);
const withGrid = (rules: IssueRules = RULES) =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'));
/** The handler's tier is the last, and nobody but they holds the post. */
const alone = (rules: IssueRules): IssueRules => ({
  ...rules,
  tiers: RULES.tiers.slice(0, 1).map((tier) => ({ ...tier, people: [person('lead')] })),
});

describe('the ladder', () => {
  test('GIVEN reminders are left WHEN nobody acknowledges THEN another follows; after the last one it climbs', () => {
    const issue = given();
    expect(awaited(issue, 'acknowledgement')?.then).toBe('remind');
    expect(awaited(issue.pass(2 * HOUR), 'acknowledgement')?.then).toBe('escalate');
  });

  test('GIVEN an acknowledgement that expires THEN its renewal is awaited of whoever has it', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(HOUR) }));
    expect(awaited(withGrid({ ...RULES, tiers }), 'renewal')).toMatchObject({
      whom: ['grid'],
      role: 'grid-worker',
      rule: 'default@1#tiers[1:grid-worker].acknowledgement-expires',
      then: 'call-again',
      untilMs: T0 + 4 * HOUR,
    });
  });

  test('GIVEN somebody has it THEN it is awaited by the clause of their tier', () => {
    expect(waits(withGrid())).toMatchObject([
      {
        what: 'handling',
        whom: ['grid'],
        role: 'grid-worker',
        rule: 'default@1#tiers[1:grid-worker].handle',
        then: 'escalate',
      },
    ]);
  });

  test('GIVEN a party has it THEN it is awaited by the clauses of the party', () => {
    const issue = withLead().and(dispatch('lead', 'property'));
    const both = { whom: ['manager', 'porter'], role: 'property' };
    expect(waits(issue)).toMatchObject([
      { what: 'acknowledgement', ...both, rule: 'default@1#parties[property].acknowledge', then: 'remind' },
      { what: 'handling', ...both, rule: 'default@1#parties[property].handle', then: 'escalate' },
    ]);
  });

  test('GIVEN a party has it and no tier is left THEN whoever dispatched it is called again, and nobody alerted', () => {
    const issue = withLead(ONE_TIER).and(dispatch('lead', 'property'));
    expect(waits(issue).map(({ what, then }) => [what, then])).toEqual([
      ['acknowledgement', 'call-again'],
      ['handling', 'call-again'],
    ]);
  });

  test('a ladder without a tier is no ladder', () => {
    expect(() => given(T0, { ...RULES, tiers: [] })).toThrow(RangeError);
    expect(() => currentTier({ ...given().state, rules: { ...RULES, tiers: [] } })).toThrow(RangeError);
  });
});

describe('the resident', () => {
  test('GIVEN it is handled THEN the word of the reporter is awaited: asked again, then closed as unconfirmed', () => {
    const issue = withGrid().and(handle('grid'));
    expect(awaited(issue, 'confirmation')).toMatchObject({
      whom: ['resident'],
      role: 'reporter',
      rule: 'default@1#confirmation.within',
      then: 'remind',
    });
    expect(awaited(issue.pass(24 * HOUR), 'confirmation')?.then).toBe('close-unconfirmed');
  });

  test('GIVEN nobody is left to call THEN no call is awaited and none is offered, and the resident has the word', () => {
    const rules = alone({ ...RULES, callBack: { by: post('caller', 'lead'), attempts: 2 } });
    const issue = withLead(rules).and(handle('lead'));
    expect(waits(issue).map(({ what }) => what)).toStrictEqual(['confirmation']);
    expect(explain(issue.state).offers.map(({ command }) => command)).toStrictEqual([
      'confirm',
      'dispute',
      'withdraw',
      'comment',
      'delegate',
    ]);
    expect(issue.and(confirm()).state.stage).toBe('closed');
  });

  test('GIVEN only the resident holds the post of those who call WHEN nobody has handled it yet THEN no call is awaited', () => {
    const issue = withLead({ ...RULES, callBack: { by: post('caller', 'resident'), attempts: 2 } });
    expect(waits(issue).map(({ what }) => what)).toStrictEqual(['handling']);
    // Once it is handled, those above the handler call.
    expect(awaited(issue.and(handle('lead')), 'call-back')?.whom).toStrictEqual([
      ...['grid', 'grid-deputy', 'group', 'group-member'],
      ...['committee', 'committee-b', 'committee-c'],
    ]);
  });
});

describe('nobody is left', () => {
  test('to look at a report: it opens by itself, and no look is offered', () => {
    const rules = alone({
      ...RULES,
      verification: { by: post('clerk', 'lead'), within: natural(HOUR), repeat: { every: natural(HOUR), times: 0 } },
    });
    const issue = given(T0, rules, { ...REPORT, reporter: person('lead') });
    expect(awaited(issue, 'verification')).toMatchObject({ whom: [], then: 'open' });
    const offered = explain(issue.state).offers.map(({ command }) => command);
    expect(offered).toStrictEqual(['withdraw', 'comment', 'reclassify', 'delegate']);
    expect(issue.pass(HOUR).state.stage).toBe('open');
  });

  test('to check it on the spot: no check is offered, and whoever did it hears that nobody may', () => {
    const issue = withLead(alone({ ...CHECKED, check: { ...CHECKED.check!, by: post('inspector', 'lead') } }));
    issue.and(handle('lead'));
    const offered = explain(issue.state).offers.map(({ command }) => command);
    expect(offered).toStrictEqual(['withdraw', 'comment', 'delegate']);
    const check = { type: 'pass-check', by: person('lead'), evidence: [] } as const;
    expect(issue.when(check).refused('CHECK_BY_HANDLER')?.message).toContain('nobody may');
  });

  test('to handle it but whoever reported it: they may pass it up, and are not offered to handle it', () => {
    const issue = given(T0, RULES, { ...REPORT, reporter: person('grid') })
      .pass(3 * HOUR)
      .and(acknowledge('grid-deputy'));
    const { offers } = explain(issue.state);
    expect(offers.find(({ command }) => command === 'handle')?.whom).toStrictEqual(['grid-deputy']);
    expect(offers.find(({ command }) => command === 'escalate')?.whom).toStrictEqual(['grid', 'grid-deputy']);
  });
});

test('whoever did it hears who may check it instead', () => {
  const issue = withGrid({ ...CHECKED }).and(handle('grid'));
  const check = { type: 'pass-check', by: person('grid'), evidence: [] } as const;
  expect(issue.when(check).refused('CHECK_BY_HANDLER')?.message).toContain('pass-check: inspector, inspector-b may');
});
