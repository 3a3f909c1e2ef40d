/** Where an issue stands in another ladder, who is there, and rules that can not be followed. */
import { explain, nextWake, notices, type IssueRules, type Tier } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  by,
  dispute,
  given,
  handle,
  HOUR,
  person,
  post,
  RULES,
  supervise,
  T0,
  type Given,
} from './given';
import { migrate, next } from './other-rules';

const [LEAD, GRID, GROUP, COMMITTEE] = RULES.tiers as readonly [Tier, Tier, Tier, Tier];
const ladder = (...tiers: readonly Tier[]): IssueRules => ({ ...next(0), tiers });
const up = (issue: Given, ...ids: readonly string[]): Given => {
  for (const id of ids) issue.and({ type: 'escalate', ...by(id), reason: 'up' });
  return issue;
};
const under = (issue: Given, rules: IssueRules, laterMs = 0): Given =>
  issue.and(migrate(), laterMs, { rules: { ...rules, version: 2 } });
const stuck = (issue: Given): Given => issue.happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
const broken = (issue: Given, rules: IssueRules): string | undefined =>
  issue.when(migrate(), 0, 0, { rules: { ...rules, version: 2 } }).refused('MIGRATION_BREAKS')?.message;

describe('the tier on duty in another ladder', () => {
  test('GIVEN a rung is put in below WHEN it stays with its people THEN they are called in a round of their own', () => {
    const issue = up(given(), 'lead');
    const calls = issue.state.calls;
    under(issue, ladder({ ...LEAD, key: 'door' }, LEAD, GRID, GROUP, COMMITTEE));
    expect(issue.state.tier).toBe(3);
    expect(issue.state.calls).toBeGreaterThan(calls);
    const same = up(given(), 'lead');
    expect(under(same, next(1)).state.calls).toBe(calls);
  });

  test('GIVEN the tier that handled it is gone WHEN the resident disputes THEN it goes on above the lowest that is there', () => {
    const issue = up(given(), 'lead', 'grid').and(acknowledge('group')).and(handle('group')).and(dispute());
    expect(issue.state).toMatchObject({ tier: 4, handled: { tier: 3 } });
    expect(under(issue, ladder(COMMITTEE)).state).toMatchObject({ tier: 1, handled: { tier: 1 } });
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN a tier watches WHEN its number is another THEN it goes on watching, and no longer once it has the issue itself', () => {
    const watched = () => given().and(supervise('group'));
    expect(under(watched(), ladder(LEAD, GROUP, COMMITTEE)).state.supervision).toMatchObject({ tier: 2, by: 'group' });
    expect(under(watched(), ladder(LEAD, COMMITTEE)).state.supervision).toMatchObject({ tier: 2 });
    const merged = under(up(watched(), 'lead'), ladder({ ...GRID, people: [...GRID.people, ...GROUP.people] }));
    expect(merged.state).not.toHaveProperty('supervision');
    expect(merged.state.clocks).not.toHaveProperty('answer');
  });

  test('GIVEN another, shorter procedure WHEN a tier watches that it does not have THEN its top does', () => {
    const tiers = [LEAD, { ...GRID, key: 'b', role: 'b' }];
    const issue = under(given().and(supervise('committee')), { ...RULES, procedure: 'other', tiers });
    expect(issue.state.supervision).toMatchObject({ by: 'committee', tier: 2 });
  });

  test('GIVEN another procedure WHEN neither name nor role is there THEN the tier with the same number is on duty', () => {
    const other = (role: string): IssueRules => ({
      ...ladder(
        { ...LEAD, key: 'a', role: 'a' },
        { ...GRID, key: 'b', role },
        { ...COMMITTEE, key: 'c', role: 'grid-worker' },
      ),
      procedure: 'other',
    });
    expect(under(up(given(), 'lead'), other('b')).state.tier).toBe(3);
    const none = other('b').tiers.map((tier) => ({ ...tier, role: `new-${tier.role}` }));
    expect(under(up(given(), 'lead'), { ...other('b'), tiers: none }).state.tier).toBe(2);
    expect(under(up(given(), 'lead'), other('grid-worker')).state.tier).toBe(2);
    const known = { ...other('b'), tiers: [{ ...LEAD, key: 'grid-worker', role: 'x' }, ...other('b').tiers.slice(1)] };
    expect(under(up(given(), 'lead'), known).state.tier).toBe(1);
  });
});

describe('rules that can not be followed', () => {
  test('GIVEN they name nobody at the top WHEN others do THEN one of those may migrate it, and otherwise only the old top', () => {
    const nobody = { ...RULES, tiers: [LEAD, GRID, GROUP, { ...COMMITTEE, people: [] }] };
    const issue = stuck(given(T0, nobody));
    issue.when(migrate('grid'), 0, 0, { rules: next(1) }).refused('NOT_YOURS_TO_DO');
    issue.when(migrate('committee-b'), 0, 0, { rules: next(1) }).then({ type: 'rules-changed' });
    const moved = ladder(LEAD, GRID, GROUP, { ...COMMITTEE, people: [person('successor')] });
    given().when(migrate('successor'), 0, 0, { rules: moved }).refused('NOT_YOURS_TO_DO');
    stuck(given()).when(migrate('successor'), 0, 0, { rules: moved }).then({ type: 'rules-changed' });
  });

  test('GIVEN an issue without any ladder WHEN it gets one THEN the tier with its number is on duty, and learns it', () => {
    const issue = stuck(given());
    issue.state = { ...issue.state, rules: { ...RULES, tiers: [] } };
    expect(under(issue, next(1)).state).toMatchObject({ tier: 1, rules: { version: 2 } });
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'rules-changed', joined: ['lead'] });
  });

  test('what it waits for is said, also where there is no ladder at all', () => {
    const issue = stuck(given().and(acknowledge('lead'), HOUR));
    expect(explain(issue.state).waits).toEqual([
      {
        what: 'migration',
        whom: ['committee', 'committee-b', 'committee-c'],
        role: 'committee',
        sinceMs: T0 + HOUR,
        untilMs: null,
        rule: 'default@1#handle',
        then: 'nothing',
      },
    ]);
    expect(notices(issue.state, issue.log.at(-1)!.event)).toMatchObject(
      ['committee', 'committee-b', 'committee-c'].map((recipient) => ({ recipient, facts: { cause: 'handle' } })),
    );
    issue.state = { ...issue.state, rules: { ...RULES, tiers: [] } };
    expect(explain(issue.state)).toMatchObject({ waits: [{ role: 'nobody', whom: [] }], offers: [{ whom: [] }] });
    expect(explain(given().state).offers.map(({ command }) => command)).not.toContain('migrate');
  });

  test('GIVEN rules without any ladder THEN they are refused, and not thrown at whoever asked', () => {
    const issue = stuck(given());
    expect(broken(issue, { ...RULES, tiers: [] })).toContain('have no tier for the one on duty');
  });

  test('what is no fault of the rules is thrown, and not taken for a refusal', () => {
    const lowest = {
      ...LEAD,
      get handleWithin(): Tier['handleWithin'] {
        throw new Error('out of memory');
      },
    };
    const rules = ladder(lowest, GRID, GROUP, COMMITTEE);
    expect(() => stuck(given()).when(migrate(), 0, 0, { rules })).toThrow('out of memory');
  });

  test('GIVEN a tier that the old ladder did not have WHEN it is migrated THEN its top is meant, and below it its first', () => {
    const at = (tier: number): Given => {
      const issue = stuck(given());
      issue.state = { ...issue.state, tier };
      return issue;
    };
    expect(under(at(9), ladder(LEAD, COMMITTEE)).state.tier).toBe(2);
    expect(under(at(0), ladder(GRID, LEAD)).state.tier).toBe(2);
  });

  test('GIVEN a question in working time WHEN nobody could decide THEN what was left of it is counted in working time again', () => {
    const monday = Date.UTC(2026, 2, 2);
    const days = [[[540, 1_020]]] as const;
    const workingTime: WorkingTime = {
      name: 'test@1',
      offsets: [{ fromMs: 0, minutes: 0 }],
      firstDay: monday / (24 * HOUR),
      days: '',
      knownThroughDay: monday / (24 * HOUR) + 30,
      week: [...Array.from({ length: 5 }, () => days[0]), [], []],
      usual: days[0],
    };
    const rules = { ...RULES, workingTime, forceClose: { decideWithin: { ms: 6 * HOUR, time: 'working' as const } } };
    const issue = given(monday + 9 * HOUR, rules)
      .and(acknowledge('lead'))
      .and(askForceClose('lead'), HOUR);
    stuck(issue.pass(HOUR));
    // Five of the six hours were left on Monday at eleven; on Tuesday at sixteen there is one, and four on Wednesday.
    under(issue, rules, 29 * HOUR);
    expect(issue.state.approvals[0]?.dueAtMs).toBe(monday + 2 * 24 * HOUR + 13 * HOUR);
  });

  test('GIVEN a question that was decided WHEN nobody could decide the next THEN its time stays as it was', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(askExtension('lead'))
      .and(approve('grid'))
      .and(askForceClose('lead'), HOUR);
    under(stuck(issue), next(1), 10 * HOUR);
    expect(issue.state.approvals.map(({ dueAtMs }) => (dueAtMs - T0) / HOUR)).toEqual([6, 17]);
  });

  test('GIVEN a question whose time was over WHEN nobody could decide THEN it is over as soon as somebody could', () => {
    const issue = stuck(given().and(acknowledge('lead')).and(askForceClose('lead')));
    issue.state = { ...issue.state, quarantine: { ...issue.state.quarantine!, sinceMs: T0 + 7 * HOUR } };
    under(issue, next(1), 8 * HOUR);
    expect(issue.state.approvals[0]?.dueAtMs).toBe(issue.nowMs + 1);
    expect(nextWake(issue.state)).toMatchObject({ clock: 'approval', atMs: issue.nowMs + 1 });
  });
});

test('GIVEN two posts of one person WHEN it is migrated THEN who may is named once', () => {
  const twice = { ...RULES, tiers: [LEAD, { ...COMMITTEE, ...post('top', 'committee', 'committee') }] };
  const refusal = given(T0, twice)
    .when(migrate('lead'), 0, 0, { rules: next(1) })
    .refused('NOT_YOURS_TO_DO');
  expect(refusal?.message).toBe('lead may not migrate here; committee may.');
});
