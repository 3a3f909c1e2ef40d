/** A matter that is of another kind, or more or less severe, than was reported. */
import { natural, type Command, type IssueRules, type PersonId, type UnitId } from '../../domain';
import { acknowledge, by, given, handle, HOUR, person, RULES, T0, told } from './given';

const reclassify = (id: string, to: { category?: string; severity?: 'urgent' | 'low' | 'normal' }): Command => ({
  type: 'reclassify',
  ...by(id),
  reason: 'water runs down the wall',
  ...to,
});

const FAST: IssueRules = {
  ...RULES,
  procedure: 'urgent',
  version: 3,
  tiers: RULES.tiers.slice(1).map((tier) => ({
    ...tier,
    key: `u-${tier.key}`,
    acknowledgeWithin: natural(HOUR),
    handleWithin: natural(4 * HOUR),
  })),
};

test('GIVEN a report WHEN it is urgent THEN another procedure holds, whose tier is found by its role', () => {
  const issue = given().and({ type: 'escalate', ...by('lead'), reason: 'up' }, HOUR);
  issue
    .when(reclassify('grid', { severity: 'urgent' }), HOUR, 0, { rules: FAST })
    .then(
      { type: 'reclassified', category: 'lamps', severity: 'urgent' },
      { type: 'rules-changed', why: 'priority', tier: 1 },
    );
  expect(issue.state).toMatchObject({
    tier: 1,
    rules: { procedure: 'urgent' },
    report: { category: 'lamps', severity: 'urgent' },
    reportedAs: { category: 'lamps', severity: 'normal' },
  });
  expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + HOUR + 4 * HOUR);
  expect(issue.state.clocks.handle?.charges.at(-1)).toMatchObject({ why: 'priority', ms: -8 * HOUR });
  expect(told(issue, 'reclassified')).toEqual(['reclassified grid', 'reclassified grid-deputy']);
  expect(told(issue, 'rules-changed')).toEqual([
    'rules-changed grid',
    'rules-changed grid-deputy',
    'rules-changed resident',
  ]);
  expect(issue.folded()).toEqual(issue.state);
});

test('without the role the tier with the same number is on duty, and without that nothing may change', () => {
  const tiers = FAST.tiers.map((tier, index) => ({ ...tier, role: `post-${index}` }));
  given()
    .and(acknowledge('lead'))
    .when(reclassify('lead', { severity: 'urgent' }), 0, 0, { rules: { ...FAST, tiers } })
    .refused('MIGRATION_BREAKS');
  given()
    .when(reclassify('lead', { severity: 'urgent' }), 0, 0, { rules: { ...FAST, tiers } })
    .then({ type: 'reclassified' }, { type: 'rules-changed', tier: 1, joined: ['grid', 'grid-deputy'] as PersonId[] });
  const top = given();
  for (const id of ['lead', 'grid', 'group']) top.and({ type: 'escalate', ...by(id), reason: 'up' });
  top
    .when(reclassify('committee', { severity: 'urgent' }), 0, 0, { rules: { ...FAST, tiers } })
    .refused('MIGRATION_BREAKS');
});

test('the same procedure with the same terms stays as it was pinned, people and calendar included', () => {
  const [first, ...above] = RULES.tiers;
  const moved = { ...RULES, tiers: [{ ...first!, people: [person('new-lead')] }, ...above] };
  const issue = given();
  issue.when(reclassify('lead', { category: 'lifts' }), 0, 0, { rules: moved }).then({ type: 'reclassified' });
  expect(issue.state.rules).toBe(RULES);
  const shorter = { ...RULES, tiers: [{ ...first!, handleWithin: natural(HOUR) }, ...above] };
  issue
    .when(reclassify('lead', { category: 'lamps' }), 0, 0, { rules: shorter })
    .then({ type: 'reclassified' }, { type: 'rules-changed' });
});

test('by whoever is at work on it and by the tiers above, not by others', () => {
  const to = { severity: 'urgent' } as const;
  for (const id of ['lead', 'grid', 'committee-c'])
    given().when(reclassify(id, to), 0, 0, { rules: FAST }).then({ type: 'reclassified' }, { type: 'rules-changed' });
  given().when(reclassify('resident', to), 0, 0, { rules: FAST }).refused('NOT_YOURS_TO_DO');
  const post = { role: 'desk', unit: 'x' as UnitId, people: [person('clerk')] };
  const verification = { by: post, within: natural(HOUR), repeat: { every: natural(HOUR), times: 1 } };
  given(T0, { ...RULES, verification })
    .when(reclassify('clerk', to), 0, 0, { rules: { ...FAST, verification } })
    .then({ type: 'reclassified' }, { type: 'rules-changed' });
});

test('what changes nothing, says nothing, comes too late or was not looked up is refused', () => {
  given()
    .when(reclassify('lead', { severity: 'normal' }), 0, 0, { rules: RULES })
    .refused('NOTHING_CHANGES');
  given().when(reclassify('lead', {}), 0, 0, { rules: RULES }).refused('COMMAND_MALFORMED');
  given()
    .when(reclassify('lead', { severity: 'urgent' }))
    .refused('COMMAND_MALFORMED');
  const issue = given().and(acknowledge('lead')).and(handle('lead'));
  issue.when(reclassify('lead', { severity: 'urgent' }), 0, 0, { rules: FAST }).refused('NOT_IN_THIS_STAGE');
});

test('GIVEN a procedure that serves the other kind too WHEN somebody of it is off duty by now THEN its rules are the same', () => {
  const tiers = RULES.tiers.map((tier) => ({ ...tier, called: [], hops: [{ why: 'nobody' as const }] }));
  given()
    .when(reclassify('lead', { category: 'doors' }), HOUR, 0, { rules: { ...RULES, tiers } })
    .then({ type: 'reclassified', category: 'doors', severity: 'normal' });
});
