import { dueWake, explain, nextWake, wakeKey, wakes, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  confirm,
  delegate,
  dispute,
  given,
  handle,
  HOUR,
  person,
  post,
  REPORT,
  reopen,
  RULES,
  supervise,
  T0,
  told,
  withdraw,
} from './given';
import { asked, closedBy, decision, panel, withGrid } from './panels';
import { dispatch, PARTY_RULES, withLead } from './parties';

const LATER = T0 + 100 * HOUR;
const DAY = 24 * HOUR;
const toldAll = (issue: ReturnType<typeof given>, type: Parameters<typeof told>[1]) => [...told(issue, type)].sort();

describe('delegation: a deputy does what the other may, and is told what the other is told', () => {
  test('GIVEN nothing else WHEN a deputy is named THEN both learn it, and a simple issue carries nothing of it before', () => {
    expect(given().state).not.toHaveProperty('delegations');
    const issue = given()
      .when(delegate('group', 'committee', LATER))
      .then({ type: 'delegated', by: person('group'), to: person('committee'), untilMs: LATER });
    expect(told(issue, 'delegated')).toEqual(['delegated committee', 'delegated group']);
    expect(issue.state.delegations).toEqual([{ from: 'group', to: 'committee', untilMs: LATER }]);
    expect(issue.state.calls).toBe(0);
  });

  test('GIVEN a deputy WHEN they do what the other may THEN it counts, and they have the issue themselves', () => {
    const issue = given()
      .and(delegate('lead', 'group', LATER))
      .when(acknowledge('group'))
      .then({ type: 'acknowledged' });
    expect(issue.state.assignee).toBe('group');
  });

  test('a deputy not told: whoever is called later, their deputy is called with them', () => {
    const issue = given()
      .and(delegate('grid', 'committee', LATER))
      .pass(3 * HOUR);
    expect(toldAll(issue, 'escalated')).toEqual([
      'escalated resident',
      'tier-called committee',
      'tier-called grid',
      'tier-called grid-deputy',
    ]);
  });

  test('a deputy not told: named while a question waits, they are asked at once', () => {
    const issue = asked(RULES).and(delegate('group', 'committee', LATER));
    expect(told(issue, 'delegated')).toEqual(['approval-asked committee', 'delegated group']);
    issue.when(approve('committee')).then({ type: 'approved', for: person('group') }, { type: 'closed' });
    expect(toldAll(issue, 'approved')).toContain('approval-approved group');
  });

  test('a deputy not told: named while the other is on duty, they are called at once, in a round of their own', () => {
    const issue = given().and(delegate('lead', 'group', LATER));
    expect(told(issue, 'delegated')).toEqual(['tier-called group', 'delegated lead']);
    expect(issue.state.calls).toBe(1);
    issue.and(delegate('lead', 'group', LATER + DAY));
    expect(issue.state.calls).toBe(2);
  });

  test.each([
    [
      'gave their voice already',
      () => asked(closedBy({ quorum: { count: 2 } })).and(approve('group')),
      'group',
      'committee',
    ],
    ['asked for it', () => asked(RULES), 'group', 'grid'],
    ['is asked as well', () => asked(RULES), 'group', 'group-member'],
    ['has it not, but somebody else', () => withGrid(), 'grid-deputy', 'committee'],
    ['has been done with it', () => withGrid().and(handle('grid')), 'grid', 'committee'],
  ])(
    'GIVEN the one or the other %s WHEN a deputy is named THEN they just learn that they are one',
    (_what, issue, from, to) => {
      expect(told(issue().and(delegate(from, to, LATER)), 'delegated')).toEqual([
        `delegated ${to}`,
        `delegated ${from}`,
      ]);
    },
  );

  test('GIVEN the date comes THEN it ends by itself, both learn it, and nothing of it is left', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(delegate('group', 'committee', T0 + HOUR));
    expect(nextWake(issue.state)).toEqual({ atMs: T0 + HOUR, clock: 'delegation', tier: 1, round: 0, of: 'group' });
    issue.pass(HOUR);
    expect(issue.log.at(-1)?.event).toEqual({
      type: 'delegation-ended',
      from: 'group',
      to: 'committee',
      firedAtMs: T0 + HOUR,
    });
    expect(told(issue, 'delegation-ended')).toEqual(['delegation-ended committee', 'delegation-ended group']);
    expect(issue.state).not.toHaveProperty('delegations');
    issue.when(delegate('group', 'committee', T0 + HOUR)).refused('DELEGATION_INVALID');
  });

  test('GIVEN the same two again WHEN another date is said THEN that one holds, earlier or later', () => {
    const issue = given()
      .and(delegate('group', 'committee', LATER))
      .and(delegate('group', 'committee', T0 + HOUR));
    expect(issue.state.delegations).toEqual([{ from: 'group', to: 'committee', untilMs: T0 + HOUR }]);
  });

  test('GIVEN two deputies of one person until the same date THEN both end in one step with one name', () => {
    const issue = given()
      .and(delegate('group', 'committee', T0 + HOUR))
      .and(delegate('group', 'committee-b', T0 + HOUR))
      .and(delegate('grid', 'committee-b', T0 + HOUR));
    const names = wakes(issue.state).map(wakeKey);
    expect(new Set(names).size).toBe(names.length);
    issue.pass(HOUR);
    expect(issue.types().filter((type) => type === 'delegation-ended')).toHaveLength(3);
    expect(issue.state).not.toHaveProperty('delegations');
  });

  test('GIVEN it is closed THEN no deputy wakes it, and after a reopening nobody stands in for anybody', () => {
    const issue = withGrid()
      .and(delegate('committee', 'group', T0 + 5 * HOUR))
      .and(handle('grid'))
      .and(confirm());
    expect(nextWake(issue.state)).toBeUndefined();
    issue.and(reopen(), 10 * HOUR);
    expect(dueWake(issue.state, issue.nowMs)).toBeUndefined();
    expect(issue.state).not.toHaveProperty('delegations');
  });
});

describe('delegation: who, for whom, and until when', () => {
  const POSTS: IssueRules = {
    ...PARTY_RULES,
    verification: {
      by: post('clerk', 'clerk', 'clerk-b'),
      within: RULES.tiers[0]!.acknowledgeWithin,
      repeat: RULES.tiers[0]!.repeat,
    },
    forceClose: decision({ panels: [panel({ count: 1 }, 'lawyer', 'lawyer-b')] }),
  };

  test.each([
    ['of a party, among themselves', 'manager', 'porter'],
    ['of a party, to the ladder', 'manager', 'lead'],
    ['who verify', 'clerk', 'clerk-b'],
    ['who decide', 'lawyer', 'lawyer-b'],
    ['of a higher tier, to a lower', 'committee', 'lead'],
  ])('people %s may', (_who, from, to) => {
    given(T0, POSTS)
      .when(delegate(from, to, LATER))
      .then({ type: 'delegated' });
  });

  test.each([
    ['somebody without a place in it', 'stranger', 'lead', LATER, 'NOT_YOURS_TO_DO'],
    ['the reporter', 'resident', 'lead', LATER, 'NOT_YOURS_TO_DO'],
    ['for themselves', 'lead', 'lead', LATER, 'DELEGATION_INVALID'],
    ['to a stranger', 'lead', 'stranger', LATER, 'DELEGATION_INVALID'],
    ['to the reporter', 'lead', 'resident', LATER, 'DELEGATION_INVALID'],
    ['to a party, from the ladder', 'lead', 'manager', LATER, 'DELEGATION_INVALID'],
    ['to another party', 'manager', 'fitter', LATER, 'DELEGATION_INVALID'],
    ['until now', 'lead', 'grid', T0, 'DELEGATION_INVALID'],
    ['for more than 400 days', 'lead', 'grid', T0 + 400 * DAY + 1, 'DELEGATION_INVALID'],
  ])('refused: %s', (_what, from, to, untilMs, code) => {
    given(T0, POSTS)
      .when(delegate(from, to, untilMs))
      .refused(code);
  });

  test('for 400 days of the procedure it is possible, and in a demo they are shorter', () => {
    given()
      .when(delegate('lead', 'grid', T0 + 400 * DAY))
      .then({ type: 'delegated' });
    given(T0, { ...RULES, timeScale: 400 })
      .when(delegate('lead', 'grid', T0 + 2 * DAY))
      .refused('DELEGATION_INVALID');
  });

  test('no chains: a deputy has none, and who has one is none', () => {
    const issue = given().and(delegate('lead', 'grid', LATER));
    const below = issue.when(delegate('grid', 'group', LATER)).refused('DELEGATION_INVALID');
    expect(below?.message).toContain('lead may name another');
    const above = issue.when(delegate('group', 'lead', LATER)).refused('DELEGATION_INVALID');
    expect(above?.message).toContain('name grid');
    expect(explain(issue.state).offers.find(({ command }) => command === 'delegate')?.whom).not.toContain('grid');
  });

  test('GIVEN a deputy WHEN they name one in the place of the other THEN it is refused: everybody for themselves', () => {
    withLead()
      .and(dispatch('lead', 'property'))
      .and(delegate('manager', 'lead', LATER))
      .when(delegate('lead', 'porter', LATER))
      .refused('DELEGATION_INVALID');
  });

  test('GIVEN a closed issue WHEN somebody names a deputy THEN it is too late', () => {
    withGrid()
      .and(handle('grid'))
      .and(confirm())
      .when(delegate('lead', 'grid', LATER))
      .refused('ISSUE_CLOSED');
  });

  test('GIVEN the handler is the deputy of a checker or decider WHEN the resident disputes THEN they still do not decide on what they handled', () => {
    withGrid()
      .and(handle('grid'))
      .and(dispute())
      .and(acknowledge('group'))
      .and(askForceClose('group'))
      .and(delegate('committee', 'grid', LATER))
      .when(approve('grid'))
      .refused('APPROVAL_NOT_YOURS');
  });

  test('GIVEN somebody watches WHEN they name a deputy THEN that one learns of each step too', () => {
    const issue = given()
      .and(supervise('group'))
      .and(delegate('group', 'committee', LATER))
      .and(acknowledge('lead'));
    expect(toldAll(issue, 'acknowledged')).toContain('for-information committee');
  });
});

test('the word of whoever reported it is theirs alone: no deputy confirms, disputes or takes back what they did themselves', () => {
  const issue = given(T0, RULES, { ...REPORT, reporter: person('committee-b') })
    .and(delegate('committee-b', 'lead', LATER))
    .and(acknowledge('lead'))
    .and(handle('lead'));
  issue.when(confirm('lead')).refused('NOT_YOURS_TO_DO');
  issue.when(dispute('lead')).refused('NOT_YOURS_TO_DO');
  issue.when(withdraw('lead')).refused('NOT_YOURS_TO_DO');
  issue.when(confirm('committee-b')).then({ type: 'confirmed' }, { type: 'closed' });
});
