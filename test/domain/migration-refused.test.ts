/** What other rules would break stays under those that it has. */
import { natural, type IssueRules, type PartyKey, type UnitId } from '../../domain';
import { acknowledge, askExtension, by, given, handle, HOUR, person, RULES, T0 } from './given';
import { migrate, next, party } from './other-rules';

describe('what is refused', () => {
  const v2 = { rules: next(1) };

  test('by anybody who is not of the last tier, a deputy of theirs excepted', () => {
    given().when(migrate('lead'), 0, 0, v2).refused('NOT_YOURS_TO_DO');
    const issue = given().and({
      type: 'delegate',
      ...by('committee'),
      to: person('grid'),
      untilMs: T0 + 9 * HOUR,
    });
    issue.when(migrate('grid'), 0, 0, v2).then({ type: 'rules-changed' });
  });

  test('the same rules, and rules that nobody looked up', () => {
    given()
      .when(migrate(), 0, 0, { rules: { ...RULES } })
      .refused('NOTHING_CHANGES');
    given().when(migrate()).refused('COMMAND_MALFORMED');
  });

  test('once it is closed', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(handle('lead'))
      .and({ type: 'confirm', ...by('resident') });
    issue.when(migrate(), 0, 0, v2).refused('ISSUE_CLOSED');
  });

  test('what would break it: the tier on duty is gone', () => {
    const refusal = given()
      .when(migrate(), 0, 0, { rules: { ...next(1), tiers: RULES.tiers.slice(1) } })
      .refused('MIGRATION_BREAKS');
    expect(refusal?.message).toContain('have no tier for the one on duty');
  });

  test('the assignee, the party at work, an open part or too many deciders of a question are gone', () => {
    const without = (id: string, rules: IssueRules = next(1)): IssueRules => ({
      ...rules,
      tiers: rules.tiers.map((tier) => ({ ...tier, people: tier.people.filter((one) => one !== id) })),
    });
    const broken = (issue: ReturnType<typeof given>, rules: IssueRules, says: string) =>
      expect(issue.when(migrate(), 0, 0, { rules }).refused('MIGRATION_BREAKS')?.message).toContain(says);
    broken(given().and(acknowledge('lead')), without('lead'), 'do not name lead');
    const asked = given().and(acknowledge('lead')).and(askExtension('lead'));
    broken(asked, without('grid', without('grid-deputy')), 'leave too few who may decide on a1');
    asked.when(migrate(), 0, 0, { rules: without('grid') }).then({ type: 'rules-changed' });
    const parties = { ...RULES, parties: [party('power'), party('water')] };
    const summoned = given(T0, parties)
      .and(acknowledge('lead'))
      .and({ type: 'summon', ...by('lead'), party: 'water' as PartyKey, reason: 'wet' });
    broken(summoned, next(1, { parties: [party('power')] }), 'have no party water');
    const dispatched = given(T0, parties).and({ type: 'dispatch', ...by('lead'), to: 'power' as PartyKey });
    broken(dispatched, next(1, { parties: [party('water')] }), 'have no party power');
  });

  test('a stage that the new rules do not have', () => {
    const post = { role: 'desk', unit: 'x' as UnitId, people: [person('clerk')] };
    const repeat = { every: natural(HOUR), times: 1 };
    const verified = { ...RULES, verification: { by: post, within: natural(HOUR), repeat } };
    given(T0, verified).when(migrate(), 0, 0, v2).refused('MIGRATION_BREAKS');
    const check = { by: post, within: natural(HOUR), repeat, evidenceMinimum: 0, reworkWithin: natural(HOUR) };
    given(T0, { ...RULES, check })
      .and(acknowledge('lead'))
      .and(handle('lead'))
      .when(migrate(), 0, 0, v2)
      .refused('MIGRATION_BREAKS');
  });

  test('rules that can not be worked out are refused and not thrown at whoever asked', () => {
    const rules = next(1);
    const tiers = rules.tiers.map((tier) => ({ ...tier, handleWithin: { ms: HOUR, time: 'working' as const } }));
    given()
      .when(migrate(), 0, 0, { rules: { ...rules, tiers } })
      .refused('MIGRATION_BREAKS');
  });
});
