import { allowedCommands, wakes, type Instant, type IssueState } from '../../domain';
import { acknowledge, approve, given, HOUR, reject, T0, told } from './given';
import { askReturn, dispatch, ONE_TIER, PARTY_RULES, withLead } from './parties';

/** The property manager has it since 2 h, and the building lead has 6 h left. */
const dispatched = () => withLead().and(dispatch('lead', 'property'), 2 * HOUR);
const due = (state: IssueState, clock: 'acknowledge' | 'handle'): Instant | undefined => state.clocks[clock]?.dueAtMs;

describe('returning a wrong dispatch', () => {
  const asked = () => dispatched().and(askReturn('manager'), HOUR / 2);

  test('GIVEN a unit asks THEN the tier that dispatched decides, and the clocks of the unit go on meanwhile', () => {
    const issue = asked();
    expect(issue.state.approvals[0]).toMatchObject({ deciders: ['lead'], kind: 'return' });
    expect(due(issue.state, 'acknowledge')).toBe(T0 + 3 * HOUR);
  });

  test('paused clocks that poll or never resume: what the tier had left goes on, and nothing of it fell due before', () => {
    const before = asked();
    expect(wakes(before.state).map(({ atMs }) => atMs)).toEqual([T0 + 3 * HOUR, T0 + 8 * HOUR, T0 + 8.5 * HOUR]);
    const issue = before.when(approve('lead'), HOUR / 4).then({ type: 'approved' }, { type: 'returned' });
    expect(issue.state).toMatchObject({ stage: 'open', tier: 1, assignee: null, returnedBy: ['property'], calls: 2 });
    expect(issue.state.dispatch).toBeUndefined();
    expect(due(issue.state, 'acknowledge')).toBe(T0 + 4.75 * HOUR);
    expect(due(issue.state, 'handle')).toBe(T0 + 8.75 * HOUR);
    expect(issue.state.clocks.handle?.charges.map(({ why, ms }) => [why, ms])).toEqual([
      ['term', 8 * HOUR],
      ['dispatch', 0.75 * HOUR],
    ]);
  });

  test('GIVEN it is given back THEN the tier is called again, and all of the unit and the reporter learn of it', () => {
    expect(told(asked().and(approve('lead')), 'returned')).toEqual([
      'tier-called lead',
      'returned manager',
      'returned porter',
      'returned resident',
    ]);
  });

  test('GIVEN a tier that warns WHEN it has it again THEN it is warned by the deadline that it has now', () => {
    const tiers = PARTY_RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: HOUR }] }));
    const issue = withLead({ ...PARTY_RULES, tiers })
      .and(dispatch('lead', 'property'), 2 * HOUR)
      .and(askReturn('manager'))
      .and(approve('lead'), HOUR / 2);
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 8.5 * HOUR, warnAtMs: [T0 + 7.5 * HOUR] });
  });

  test('GIVEN a no THEN the unit keeps it', () => {
    expect(asked().and(reject('lead')).state.dispatch?.party).toBe('property');
  });

  test('GIVEN a unit gave it back WHEN the tier dispatches it there again THEN it is refused, and elsewhere it is not', () => {
    const issue = asked().and(approve('lead')).and(acknowledge('lead'));
    expect(issue.when(dispatch('lead', 'property')).refused('PARTY_BUSY')?.message).toContain('gave i-test back');
    issue.and(dispatch('lead', 'power'));
  });

  test('GIVEN every unit gave it back THEN no dispatch is offered any more', () => {
    let issue = withLead({ ...PARTY_RULES, problem: { reworks: 3, units: 3 } });
    for (const [key, asker] of [
      ['property', 'manager'],
      ['power', 'fitter'],
      ['water', 'plumber'],
    ] as const) {
      expect(allowedCommands(issue.state)).toContain('dispatch');
      issue = issue.and(dispatch('lead', key)).and(askReturn(asker)).and(approve('lead'));
    }
    expect(issue.state.returnedBy).toEqual(['property', 'power', 'water']);
    expect(allowedCommands(issue.state)).not.toContain('dispatch');
  });

  test('GIVEN a tier gives it back itself WHEN the tier above agrees THEN the ladder climbs, and no question is overtaken', () => {
    withLead()
      .and(askReturn('lead'))
      .when(approve('grid'))
      .then({ type: 'approved' }, { type: 'escalated', toTier: 2, cause: 'returned', by: 'lead' as never });
  });

  test('GIVEN the last tier WHEN it would give it back THEN nobody is above; a unit to which it dispatched may', () => {
    const issue = given(T0, PARTY_RULES)
      .pass(20 * HOUR)
      .and(acknowledge('committee'));
    issue.when(askReturn('committee')).refused('TOP_OF_LADDER');
    issue
      .and(dispatch('committee', 'property'))
      .and(askReturn('manager'))
      .when(approve('committee-b'))
      .then({ type: 'approved' }, { type: 'returned', party: 'property' as never });
    expect(issue.state.tier).toBe(4);
  });
});

describe('passed among more units than the procedure allows, with no lead: one tier up, once', () => {
  const returnedBy = (issue: ReturnType<typeof withLead>, tier: string, key: string, asker: string) =>
    issue.and(dispatch(tier, key)).and(askReturn(asker)).when(approve(tier));

  test('GIVEN as many as allowed gave it back WHEN one more does THEN it is a problem case and the ladder climbs', () => {
    const issue = withLead();
    returnedBy(issue, 'lead', 'property', 'manager').then({ type: 'approved' }, { type: 'returned' });
    returnedBy(issue, 'lead', 'power', 'fitter').then(
      { type: 'approved' },
      { type: 'returned' },
      { type: 'problem-raised', cause: 'units', count: 2, atMs: T0 },
      { type: 'escalated', toTier: 2, cause: 'problem' },
    );
    expect(issue.state).toMatchObject({ tier: 2, stage: 'open', problem: { cause: 'units', atMs: T0 } });
    expect(told(issue, 'problem-raised')).toEqual(['problem-raised lead']);
    issue.and(acknowledge('grid'));
    returnedBy(issue, 'grid', 'water', 'plumber').then({ type: 'approved' }, { type: 'returned' });
    expect(issue.state.tier).toBe(2);
  });

  test('GIVEN the last tier WHEN one more gives it back THEN it is a problem case, and nobody gains a fresh term by it', () => {
    const issue = withLead(ONE_TIER);
    returnedBy(issue, 'lead', 'property', 'manager').then({ type: 'approved' }, { type: 'returned' });
    returnedBy(issue, 'lead', 'power', 'fitter').then(
      { type: 'approved' },
      { type: 'returned' },
      { type: 'problem-raised' },
    );
    expect(due(issue.state, 'handle')).toBe(T0 + 8 * HOUR);
  });
});
