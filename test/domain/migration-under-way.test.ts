/** What is under way when other rules come: questions, people, units beside the ladder. */
import { natural, type IssueRules, type PartyKey, type Tier } from '../../domain';
import { acknowledge, askForceClose, askVoid, given, HOUR, person, RULES, T0, told, type Given } from './given';
import { migrate, next } from './other-rules';
import { decision, panel } from './panels';
import { askReturn, dispatch, finish, PARTY_RULES, reportIn, summon } from './parties';

const [LEAD, GRID, GROUP, COMMITTEE] = RULES.tiers as readonly [Tier, Tier, Tier, Tier];
const under = (issue: Given, rules: IssueRules, laterMs = 0): Given =>
  issue.and(migrate(), laterMs, { rules: { ...rules, version: 2 } });
const broken = (issue: Given, rules: IssueRules): string | undefined =>
  issue.when(migrate(), 0, 0, { rules: { ...rules, version: 2 } }).refused('MIGRATION_BREAKS')?.message;

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
    const dispatched = given(T0, PARTY_RULES).and(dispatch('lead', 'property'));
    expect(broken(dispatched, RULES)).toContain('have no party property');
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
    const done = () =>
      given(T0, PARTY_RULES).and(acknowledge('lead')).and(summon('lead', 'property')).and(finish('manager'));
    for (const rules of [next(1), { ...PARTY_RULES, parties: longer }, PARTY_RULES])
      expect(under(done(), rules).state.parts).toEqual(done().state.parts);
  });

  test('GIVEN a party has it WHEN times change THEN those of the party count and not those of the tier or of other parties', () => {
    const issue = given(T0, PARTY_RULES).and(dispatch('lead', 'power'));
    const parties = PARTY_RULES.parties!.map((party, index) => ({
      ...party,
      acknowledgeWithin: natural((index + 1) * HOUR),
      handleWithin: natural((index + 8) * HOUR),
    }));
    under(issue, { ...next(2), parties, return: PARTY_RULES.return!, problem: PARTY_RULES.problem! });
    expect(issue.state.clocks).toMatchObject({
      acknowledge: { dueAtMs: T0 + 2 * HOUR },
      handle: { dueAtMs: T0 + 9 * HOUR },
    });
    expect(issue.state.dispatch).toMatchObject({ party: 'power' as PartyKey, handle: { leftMs: 10 * HOUR } });
    expect(told(issue, 'rules-changed')).toEqual([
      'rules-changed fitter',
      'rules-changed both',
      'rules-changed resident',
    ]);
  });

  test('GIVEN warnings of the tier WHEN a party has it THEN the party is not warned of it', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: HOUR }] }));
    const issue = under(given(T0, PARTY_RULES).and(dispatch('lead', 'property')), { ...PARTY_RULES, tiers }, HOUR / 2);
    expect(issue.state.clocks.handle).not.toHaveProperty('warnAtMs');
  });
});
