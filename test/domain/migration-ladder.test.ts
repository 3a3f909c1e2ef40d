/** Where an issue stands in another ladder, who is there, and what is under way that other rules do not know. */
import { explain, natural, nextWake, type IssueRules, type PartyKey, type Tier } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import {
  acknowledge,
  askForceClose,
  askVoid,
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
  told,
  type Given,
} from './given';
import { migrate, next } from './other-rules';
import { decision, panel } from './panels';
import { askReturn, dispatch, finish, PARTY_RULES, reportIn, summon } from './parties';

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
    expect(under(up(given(), 'lead'), other('grid-worker')).state.tier).toBe(2);
    const known = { ...other('b'), tiers: [{ ...LEAD, key: 'grid-worker', role: 'x' }, ...other('b').tiers.slice(1)] };
    expect(under(up(given(), 'lead'), known).state.tier).toBe(1);
  });
});

describe('what is under way', () => {
  test.each(['return', 'void'] as const)('a question of the kind %s has to be one that the new rules know', (kind) => {
    const rules = { ...PARTY_RULES, void: decision() };
    const issue = given(T0, rules)
      .and(dispatch('lead', 'property'))
      .and(kind === 'void' ? askVoid('manager') : askReturn('manager'));
    const { [kind]: _gone, ...without } = rules;
    expect(broken(issue, without)).toContain(`know no question such as a1 (${kind})`);
    expect(under(issue, rules).state.approvals).toMatchObject([{ status: 'pending' }]);
  });

  test('a question that every kind of rules knows goes on', () => {
    const issue = given().and(acknowledge('lead')).and(askForceClose('lead'));
    expect(under(issue, next(1)).state.approvals).toEqual([
      expect.objectContaining({ status: 'pending', dueAtMs: T0 + 6 * HOUR }),
    ]);
  });

  test('each panel of a question keeps as many people as have to agree', () => {
    const put = (...people: readonly string[]): IssueRules => ({
      ...RULES,
      forceClose: decision({ panels: [panel({ count: 2 }, ...people), panel({ count: 1 }, 'committee')] }),
    });
    const issue = () =>
      given(T0, put('lawyer', 'lawyer-b', 'lawyer-c'))
        .and(acknowledge('lead'))
        .and(askForceClose('lead'));
    expect(under(issue(), put('lawyer', 'lawyer-c')).state.approvals).toMatchObject([{ status: 'pending' }]);
    expect(broken(issue(), put('lawyer', 'lawyer-d'))).toContain('leave too few who may decide on a1');
  });

  test.each(['extension', 'suspension', 'forceClose', 'return', 'void'] as const)(
    'somebody whom only a panel for %s names may still have the issue',
    (kind) => {
      const named = { ...RULES[kind as 'extension'], ...decision({ panels: [panel({ count: 1 }, 'lead')] }) };
      const issue = () => given().and(acknowledge('lead'));
      const tiers = [{ ...LEAD, people: [person('another')] }, GRID, GROUP, COMMITTEE];
      expect(under(issue(), { ...RULES, tiers, [kind]: named }).state.assignee).toBe('lead');
      expect(broken(issue(), { ...RULES, tiers })).toContain('do not name lead');
    },
  );

  test('somebody of a party who has the issue has to be named as well', () => {
    const issue = () => given(T0, PARTY_RULES).and(dispatch('lead', 'property')).and(acknowledge('manager'));
    expect(under(issue(), { ...PARTY_RULES, evidenceMinimum: 2 }).state.assignee).toBe('manager');
    const [property, ...others] = PARTY_RULES.parties!;
    const parties = [{ ...property!, people: [person('porter')] }, ...others];
    expect(broken(issue(), { ...PARTY_RULES, parties })).toContain('do not name manager');
  });

  test('a part that is done stays as it is, also where its unit is gone; an open one gets the times of the new rules', () => {
    const issue = given(T0, PARTY_RULES)
      .and(acknowledge('lead'))
      .and(summon('lead', 'property'))
      .and(summon('lead', 'power'))
      .and(summon('lead', 'water'))
      .and(finish('manager'))
      .and(reportIn('fitter'));
    const before = issue.state.parts;
    const longer = PARTY_RULES.parties!.slice(1).map((party) => ({
      ...party,
      reportInWithin: natural(3 * HOUR),
      handleWithin: natural(10 * HOUR),
    }));
    under(issue, { ...PARTY_RULES, parties: longer });
    const due = issue.state.parts?.map(({ party, reportIn: report, handle: part }) => [
      party,
      report?.dueAtMs,
      part?.dueAtMs,
    ]);
    expect(due).toEqual([
      ['property', before?.[0]?.reportIn?.dueAtMs, before?.[0]?.handle?.dueAtMs],
      ['power', undefined, T0 + 10 * HOUR],
      ['water', T0 + 3 * HOUR, T0 + 10 * HOUR],
    ]);
    expect(issue.state.parts?.[0]).toEqual(before?.[0]);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN a party has it WHEN times change THEN those of the party count and not those of the tier', () => {
    const issue = given(T0, PARTY_RULES).and(dispatch('lead', 'property'));
    const [property, ...others] = PARTY_RULES.parties!;
    const parties = [
      { ...property!, acknowledgeWithin: natural(2 * HOUR), handleWithin: natural(9 * HOUR) },
      ...others,
    ];
    under(issue, { ...next(2), parties, return: PARTY_RULES.return!, problem: PARTY_RULES.problem! });
    expect(issue.state.clocks).toMatchObject({
      acknowledge: { dueAtMs: T0 + 2 * HOUR },
      handle: { dueAtMs: T0 + 9 * HOUR },
    });
    expect(issue.state.dispatch).toMatchObject({ party: 'property' as PartyKey, handle: { leftMs: 10 * HOUR } });
    expect(told(issue, 'rules-changed')).toEqual([
      'rules-changed manager',
      'rules-changed porter',
      'rules-changed resident',
    ]);
  });

  test('GIVEN warnings of the tier WHEN a party has it THEN it is not warned, and the tier is once it has it again', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: HOUR }] }));
    const issue = under(given(T0, PARTY_RULES).and(dispatch('lead', 'property')), { ...PARTY_RULES, tiers }, HOUR / 2);
    expect(issue.state.clocks.handle).not.toHaveProperty('warnAtMs');
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
    expect(told(issue, 'quarantined')).toHaveLength(3);
    issue.state = { ...issue.state, rules: { ...RULES, tiers: [] } };
    expect(explain(issue.state)).toMatchObject({ waits: [{ role: 'nobody', whom: [] }], offers: [{ whom: [] }] });
    expect(explain(given().state).offers.map(({ command }) => command)).not.toContain('migrate');
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
  expect(refusal?.message.match(/committee/g)).toHaveLength(1);
});
