import { allowedCommands, explain, natural, notices, wakes, type Instant, type IssueState } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  assign,
  given,
  handle,
  HOUR,
  person,
  reopen,
  T0,
  told,
  withdraw,
} from './given';
import { askReturn, dispatch, ONE_TIER, PARTY_RULES, summon, withDeputy, withLead } from './parties';

/** The property manager has it since 2 h, and the building lead has 6 h left. */
const dispatched = () => withLead().and(dispatch('lead', 'property'), 2 * HOUR);
/** The grid worker has it since 3 h, and has 10 h left when the property manager gets it at 5 h. */
const dispatchedByGrid = () =>
  given(T0, PARTY_RULES)
    .pass(3 * HOUR)
    .and(acknowledge('grid'))
    .and(dispatch('grid', 'property'), 2 * HOUR);
const due = (state: IssueState, clock: 'acknowledge' | 'handle'): Instant | undefined => state.clocks[clock]?.dueAtMs;

describe('dispatching: a unit beside the ladder has it, and the time of the tier stands still', () => {
  test('GIVEN the tier has it WHEN it dispatches THEN its time stands still and both clocks of the unit run from then', () => {
    const issue = withLead()
      .when(dispatch('lead', 'property'), 2 * HOUR)
      .then({ type: 'dispatched', to: 'property' as never });
    expect(issue.state).toMatchObject({ stage: 'open', tier: 1, assignee: null, calls: 1 });
    expect(issue.state.dispatch).toMatchObject({ party: 'property', by: 'lead', handle: { leftMs: 6 * HOUR } });
    expect(issue.state.clocks).toMatchObject({
      acknowledge: { sinceMs: T0 + 2 * HOUR, dueAtMs: T0 + 3 * HOUR },
      handle: { sinceMs: T0 + 2 * HOUR, dueAtMs: T0 + 8 * HOUR },
    });
    expect(notices(issue.state, issue.log.at(-1)!.event)).toMatchObject([
      { recipient: 'manager', template: 'tier-called', round: 1, facts: { party: 'property', dueAtMs: T0 + 3 * HOUR } },
      { recipient: 'porter', template: 'tier-called' },
      { recipient: 'resident', template: 'dispatched', facts: { party: 'property' } },
    ]);
  });

  test('a clock that starts at sign-in: a unit that signs in late has no more time for it', () => {
    const prompt = dispatched().and(acknowledge('manager'));
    const late = dispatched().and(acknowledge('manager'), HOUR - 1);
    expect(due(late.state, 'handle')).toBe(due(prompt.state, 'handle'));
  });

  test('GIVEN a unit has it WHEN one of it acknowledges and handles it THEN the resident is asked', () => {
    dispatched()
      .and(acknowledge('porter'))
      .when(handle('porter'))
      .then({ type: 'handled', by: 'porter' as never });
  });

  test('GIVEN nobody has acknowledged it yet WHEN the tier dispatches THEN the time to handle stands still as well', () => {
    const issue = given(T0, PARTY_RULES).and(dispatch('lead', 'property'), HOUR);
    expect(issue.state.dispatch?.handle.leftMs).toBe(7 * HOUR);
  });

  test('GIVEN a question is pending WHEN the tier dispatches THEN it is overtaken', () => {
    withLead()
      .and(askExtension('lead'))
      .when(dispatch('lead', 'property'))
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'dispatched' });
  });

  test('GIVEN a time over all tiers WHEN it is dispatched and given back THEN that time goes on', () => {
    const rules = { ...PARTY_RULES, total: { within: natural(40 * HOUR), to: 4 } };
    const issue = withLead(rules).and(dispatch('lead', 'property'), HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 40 * HOUR);
    issue.and(askReturn('manager')).and(approve('lead'), HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 40 * HOUR);
  });

  test.each([
    ['to a unit that there is not', dispatch('lead', 'gas'), 'PARTY_UNKNOWN', /property, power, water/],
    ['to the unit that has it', dispatch('lead', 'property'), 'PARTY_BUSY', /has i-test already/],
    ['by one of the unit', dispatch('manager', 'power'), 'NOT_YOURS_TO_DO', /lead may/],
    ['by a tier above', dispatch('grid', 'power'), 'NOT_YOURS_TO_DO', /lead may/],
  ])('GIVEN a unit has it WHEN it is dispatched %s THEN it is refused', (_what, command, code, says) => {
    const refusal = dispatched().when(command).refused(code);
    expect(refusal?.message).toMatch(says);
  });

  test('GIVEN somebody from outside the tier was given it WHEN they dispatch THEN it is refused: the tier answers for that', () => {
    withLead().and(assign('lead', 'grid')).when(dispatch('grid', 'property')).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN a procedure without units beside the ladder THEN none is offered, and dispatching says that there are none', () => {
    const issue = given().and(acknowledge('lead'));
    expect(allowedCommands(issue.state)).not.toContain('dispatch');
    expect(issue.when(dispatch('lead', 'property')).refused('PARTY_UNKNOWN')?.message).toContain('none');
  });

  test('GIVEN a unit with an open part WHEN it is dispatched there THEN it is refused: nobody is lead and helper', () => {
    withLead().and(summon('lead', 'power')).when(dispatch('lead', 'power')).refused('PARTY_BUSY');
  });

  test('GIVEN it is handled WHEN the tier dispatches THEN it is too late', () => {
    withLead().and(handle('lead')).when(dispatch('lead', 'property')).refused('NOT_IN_THIS_STAGE');
  });
});

describe('dispatching from one unit to another', () => {
  const moved = () => dispatched().and(dispatch('lead', 'power'), HOUR / 2);

  test('GIVEN a unit has it WHEN the tier dispatches it elsewhere THEN what the tier had left is carried on', () => {
    const { state } = moved();
    expect(state.dispatch).toMatchObject({ party: 'power', handle: { leftMs: 6 * HOUR, pausedAtMs: T0 + 2 * HOUR } });
    expect(due(state, 'handle')).toBe(T0 + 8.5 * HOUR);
  });

  test('a running timer that cannot be changed: the timers of the unit that had it are gone with it', () => {
    expect(wakes(moved().state)).toEqual([
      { atMs: T0 + 3.5 * HOUR, clock: 'acknowledge', tier: 1, round: 0 },
      { atMs: T0 + 8.5 * HOUR, clock: 'handle', tier: 1, round: 0 },
    ]);
  });

  test('THEN the unit that had it learns that it no longer has it', () => {
    expect(told(moved(), 'dispatched')).toEqual([
      'tier-called fitter',
      'tier-called both',
      'dispatched manager',
      'dispatched porter',
      'dispatched resident',
    ]);
  });

  test('bouncing: GIVEN a unit from which it was taken THEN it is not dispatched there again for a fresh time', () => {
    const issue = dispatched().and(dispatch('lead', 'power'), HOUR / 2);
    issue.when(dispatch('lead', 'property'), HOUR / 2).refused('PARTY_BUSY');
    issue.and(dispatch('lead', 'water')).when(dispatch('lead', 'power')).refused('PARTY_BUSY');
    expect(issue.pass(2 * HOUR).state).toMatchObject({ tier: 2 });
    expect(issue.state).not.toHaveProperty('dispatch');
    issue.and(dispatch('grid', 'property'));
    expect(issue.folded()).toEqual(issue.state);
  });

  test('THEN who had it can do nothing more about it', () => {
    moved().when(acknowledge('manager')).refused('NOT_YOURS_TO_DO');
  });
});

describe('a unit lets a deadline pass', () => {
  test('only level 1 ever fires: GIVEN nobody of the unit acknowledges THEN the tier above the dispatching one is called', () => {
    const issue = dispatched().pass(3 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'escalated', toTier: 2, cause: 'not-acknowledged' });
    expect(issue.state.dispatch).toBeUndefined();
    expect(told(issue, 'escalated')).toContain('tier-called grid');
  });

  test('acknowledged and then forgotten: GIVEN a unit that has it and does nothing THEN the ladder climbs at its deadline', () => {
    const issue = dispatched()
      .and(acknowledge('manager'))
      .pass(6 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'escalated', toTier: 2, cause: 'not-handled' });
  });

  test('notifications after acknowledgement: GIVEN the unit has acknowledged THEN nothing rings before its time to handle', () => {
    const issue = dispatched().and(acknowledge('manager'), HOUR / 2);
    expect(wakes(issue.state)).toEqual([{ atMs: T0 + 8 * HOUR, clock: 'handle', tier: 1, round: 0 }]);
    const before = issue.log.length;
    expect(issue.pass(5 * HOUR).types(before)).toEqual([]);
  });

  test('GIVEN a question of the unit is pending WHEN its deadline passes THEN it is overtaken', () => {
    const issue = dispatchedByGrid()
      .and(acknowledge('manager'))
      .and(askReturn('manager'), 5 * HOUR)
      .pass(HOUR);
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', 'escalated']);
  });
});

describe('a unit lets a deadline pass, and the tier that dispatched is the last', () => {
  const atTop = () => withLead(ONE_TIER).and(dispatch('lead', 'property'), 2 * HOUR);

  test('GIVEN nobody acknowledges THEN the tier has it again with what was left, and the unit did not give it back', () => {
    const issue = atTop().pass(HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({
      type: 'returned',
      party: 'property',
      cause: 'not-acknowledged',
      firedAtMs: T0 + 3 * HOUR,
    });
    expect(issue.log.at(-1)?.event).not.toHaveProperty('approval');
    expect(issue.state).toMatchObject({ stage: 'open', tier: 1 });
    expect(issue.state).not.toHaveProperty('dispatch');
    expect(issue.state).not.toHaveProperty('returnedBy');
    expect(due(issue.state, 'acknowledge')).toBe(T0 + 5 * HOUR);
    expect(due(issue.state, 'handle')).toBe(T0 + 9 * HOUR);
    expect(told(issue, 'returned')).toContain('tier-called lead');
  });

  test('GIVEN it is not handled THEN a pending question is overtaken, and the tier has it again', () => {
    const issue = atTop()
      .and(acknowledge('manager'))
      .and(askExtension('manager'), 5 * HOUR)
      .pass(HOUR);
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', 'returned']);
    expect(issue.log.at(-1)?.event).toMatchObject({ cause: 'not-handled' });
  });

  test('THEN the last tier is alerted without end, as ever', () => {
    const issue = atTop().pass(30 * HOUR);
    expect(new Set(issue.types(issue.log.findIndex(({ event }) => event.type === 'returned') + 1))).toEqual(
      new Set(['reminded']),
    );
    expect(explain(issue.state).next?.then).toBe('alert');
  });

  test('GIVEN an outage over the deadline WHEN the engine is back THEN the tier has its whole time to acknowledge from then', () => {
    const issue = atTop().pass(6 * HOUR, 5 * HOUR);
    expect(issue.state.clocks.acknowledge).toMatchObject({ sinceMs: T0 + 8 * HOUR, dueAtMs: T0 + 10 * HOUR });
    expect(due(issue.state, 'handle')).toBe(T0 + 14 * HOUR);
  });

  test('GIVEN a small delay WHEN the tier has it again THEN its time to acknowledge counts from what fell due', () => {
    const issue = atTop().pass(1.1 * HOUR, HOUR / 10);
    expect(issue.state.clocks.acknowledge?.sinceMs).toBe(T0 + 3 * HOUR);
  });
});

describe('deputies and the end', () => {
  test('a deputy not told: who stands in for one of the unit is called with it, and may take it', () => {
    const issue = withDeputy(withLead(), 'manager', 'group').and(dispatch('lead', 'property'));
    expect(notices(issue.state, issue.log.at(-1)!.event).map(({ recipient }) => recipient)).toContain('group');
    issue.when(acknowledge('group')).then({ type: 'acknowledged' });
  });

  test('GIVEN a deputy of the tier WHEN they dispatch THEN they may', () => {
    withDeputy(withLead(), 'lead', 'group')
      .when(dispatch('group', 'property'))
      .then({ type: 'dispatched', by: 'group' as never });
  });

  test('GIVEN it was withdrawn while a unit had it WHEN it comes back THEN a tier has it and no unit', () => {
    const issue = dispatched().and(withdraw());
    expect(wakes(issue.state)).toEqual([]);
    expect(issue.and(reopen()).state.dispatch).toBeUndefined();
  });

  test('a party does not pass a matter up over the tier that dispatched; it gives it back', () => {
    dispatched()
      .when({ type: 'escalate', by: person('manager'), reason: 'not ours' })
      .refused('NOT_YOURS_TO_DO');
  });
});
