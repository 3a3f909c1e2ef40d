/** What is said of a deputy, to whom, and when it ends. */
import { explain, notices, wakes, type EventType, type IssueRules } from '../../domain';
import {
  acknowledge,
  askExtension,
  confirm,
  delegate,
  given,
  handle,
  HOUR,
  RULES,
  supervise,
  T0,
  type Given,
} from './given';
import { migrate } from './other-rules';
import { asked, withGrid } from './panels';
import { PARTY_RULES } from './parties';

const LATER = T0 + 100 * HOUR;
const said = (issue: Given, type: EventType) =>
  notices(issue.state, issue.log.findLast(({ event }) => event.type === type)!.event).map(
    ({ template, recipient, facts }) => [template, recipient, facts],
  );
const offered = (issue: Given) => explain(issue.state).offers.find(({ command }) => command === 'delegate')?.whom;

describe('a deputy: what is said of it', () => {
  test('GIVEN nothing waits for them WHEN a deputy is named THEN both learn for whom, and until when', () => {
    const issue = given().and(delegate('group', 'committee', LATER));
    expect(said(issue, 'delegated')).toEqual([
      ['delegated', 'committee', { by: 'committee', of: 'group', dueAtMs: LATER }],
      ['delegated', 'group', { by: 'committee', of: 'group', dueAtMs: LATER }],
    ]);
    expect(said(issue.pass(100 * HOUR), 'delegation-ended')).toEqual([
      ['delegation-ended', 'committee', { by: 'committee', of: 'group' }],
      ['delegation-ended', 'group', { by: 'committee', of: 'group' }],
    ]);
  });

  test('GIVEN a question waits WHEN a deputy is named THEN that one reads the question, and in whose place', () => {
    const [first] = said(asked(RULES).and(delegate('group', 'committee', LATER)), 'delegated');
    expect(first).toEqual([
      'approval-asked',
      'committee',
      expect.objectContaining({ by: 'grid', kind: 'force-close', approval: 'a1', of: 'group' }),
    ]);
  });

  test('GIVEN the deputy was asked in the place of another already WHEN a second decider names them THEN they are not asked twice', () => {
    const issue = asked(RULES)
      .and(delegate('group', 'committee', LATER))
      .and(delegate('group-member', 'committee', LATER));
    expect(said(issue, 'delegated')[0]?.[0]).toBe('delegated');
  });

  test.each([
    ['has to be acknowledged', given(), T0 + 2 * HOUR],
    ['is handled', given().and(acknowledge('lead')), T0 + 8 * HOUR],
  ])(
    'GIVEN an issue that %s WHEN whoever is on duty names a deputy THEN that one is called, until then',
    (_what, issue, dueAtMs) => {
      issue.and(delegate('lead', 'group', LATER));
      expect(said(issue, 'delegated')[0]).toEqual(['tier-called', 'group', { by: 'lead', of: 'lead', dueAtMs }]);
    },
  );

  test('GIVEN it is with the resident WHEN whoever handled it names a deputy THEN nobody is called', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(handle('lead'))
      .and(delegate('lead', 'group', LATER));
    expect(said(issue, 'delegated')[0]?.[0]).toBe('delegated');
  });

  test('why somebody is away is kept where it is said, and is absent where it is not', () => {
    given()
      .when({ ...delegate('lead', 'grid', LATER), reason: 'in hospital' } as ReturnType<typeof delegate>)
      .then({ type: 'delegated', reason: 'in hospital' });
    const quiet = given().and(delegate('lead', 'grid', LATER));
    expect(quiet.log.at(-1)?.event).not.toHaveProperty('reason');
  });
});

describe('a deputy: until when', () => {
  test('GIVEN several deputies until different dates THEN each ends at its own, and the others go on', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(delegate('group', 'committee', T0 + HOUR))
      .and(delegate('group', 'committee-b', T0 + 2 * HOUR))
      .and(delegate('grid', 'committee-c', T0 + HOUR))
      .and(delegate('grid', 'lead', T0 + 3 * HOUR));
    const rings = wakes(issue.state).filter(({ clock }) => clock === 'delegation');
    expect(rings.map(({ of, atMs }) => [of, (atMs - T0) / HOUR])).toEqual([
      ['group', 1],
      ['grid', 1],
      ['group', 2],
      ['grid', 3],
    ]);
    const left = () => issue.state.delegations?.map(({ from, to }) => `${from} ${to}`);
    issue.pass(HOUR);
    expect(left()).toEqual(['group committee-b', 'grid lead']);
    issue.pass(HOUR);
    expect(left()).toEqual(['grid lead']);
    issue.pass(HOUR);
    expect(left()).toBeUndefined();
    expect(issue.types().filter((type) => type === 'delegation-ended')).toHaveLength(4);
  });

  test('GIVEN two people with deputies until one date THEN the wake of the one does not end the deputy of the other', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(delegate('group', 'committee', T0 + HOUR))
      .and(delegate('grid', 'committee-b', T0 + HOUR));
    issue.nowMs = T0 + HOUR;
    expect(issue.wakeOnce()).toHaveLength(1);
    expect(issue.state.delegations).toHaveLength(1);
  });
});

describe('a deputy: who may name one, and whom', () => {
  test('whoever holds a post may, each once, and a deputy may not; a closed issue has no use for one', () => {
    const ladder = ['lead', 'grid', 'grid-deputy', 'group', 'group-member', 'committee', 'committee-b', 'committee-c'];
    expect(offered(given())).toEqual(ladder);
    expect(offered(given(T0, PARTY_RULES))).toEqual([...ladder, 'manager', 'porter', 'fitter', 'both', 'plumber']);
    const issue = given()
      .and(delegate('lead', 'grid', LATER))
      .and(delegate('group', 'committee', LATER));
    expect(offered(issue)).toEqual(ladder.filter((id) => id !== 'grid' && id !== 'committee'));
    const closed = explain(withGrid().and(handle('grid')).and(confirm()).state).offers;
    expect(closed.map(({ command }) => command)).toStrictEqual(['reopen']);
  });

  test('GIVEN somebody was asked, or watches, and holds no post by the rules of today THEN they may still name one', () => {
    const without = (id: string): IssueRules => ({
      ...RULES,
      version: 2,
      tiers: RULES.tiers.map((tier) => ({ ...tier, people: tier.people.filter((one) => one !== id) })),
    });
    const decider = given()
      .and(acknowledge('lead'))
      .and(askExtension('lead'))
      .and(migrate(), 0, { rules: without('grid') });
    expect(offered(decider)).toContain('grid');
    decider.when(delegate('grid', 'committee', LATER)).then({ type: 'delegated' });
    const watching = given()
      .and(supervise('group'))
      .and(migrate(), 0, { rules: without('group') });
    expect(offered(watching)).toContain('group');
    const neither = given().and(migrate(), 0, { rules: without('group') });
    neither.when(delegate('group', 'committee', LATER)).refused('NOT_YOURS_TO_DO');
  });

  test.each([
    ['themselves', 'lead', 'lead', 'own deputy'],
    ['the reporter', 'lead', 'committee-b', 'has the last word'],
    ['a stranger', 'lead', 'stranger', 'these could: grid, grid-deputy, group, group-member, committee, committee-c.'],
  ])('GIVEN somebody names %s THEN the refusal says what is wrong with it', (_whom, from, to, says) => {
    const report = {
      text: '',
      category: 'lamps',
      severity: 'low',
      unit: 'b-1',
      reporter: 'committee-b',
      channel: 'app',
    };
    const refusal = given(T0, RULES, report as ConstructorParameters<typeof Given>[2])
      .when(delegate(from, to, LATER))
      .refused('DELEGATION_INVALID');
    expect(refusal?.message).toContain(says);
  });
});
