/** What a dispatch and a return say and keep, and what is offered beside them. */
import { explain, natural, type IssueRules, type PartyKey } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  by,
  delegate,
  dispute,
  given,
  handle,
  HOUR,
  person,
  supervise,
  T0,
  type Given,
} from './given';
import {
  askReturn,
  dispatch,
  finish,
  ONE_TIER,
  party,
  PARTY_RULES,
  release,
  summon,
  withDeputy,
  withLead,
} from './parties';
import { latest, said, stored } from './said';

/** The property manager has it since 2 h, and the building lead has 6 h left. */
const dispatched = (rules: IssueRules = PARTY_RULES) => withLead(rules).and(dispatch('lead', 'property'), 2 * HOUR);
const returned = (rules?: IssueRules) =>
  dispatched(rules)
    .and(askReturn('manager'))
    .and(approve('lead'), HOUR / 2);
const offers = ({ state }: Given) => explain(state).offers.filter(({ command }) => command === 'dispatch');

describe('a dispatch', () => {
  test('THEN it says by whom, to which unit, what the tier had left, and both clocks of the unit', () => {
    const issue = dispatched();
    const { tierHandle } = latest(issue, 'dispatched');
    expect(latest(issue, 'dispatched')).toStrictEqual({
      type: 'dispatched',
      by: 'lead',
      to: 'property',
      tierHandle: { clock: tierHandle.clock, pausedAtMs: T0 + 2 * HOUR, leftMs: 6 * HOUR },
      acknowledge: issue.state.clocks.acknowledge,
      handle: issue.state.clocks.handle,
    });
    expect(issue.state.dispatch).toStrictEqual({ party: 'property', by: 'lead', handle: tierHandle });
    expect(issue.state).toMatchObject({ stage: 'open', stageSinceMs: T0 + 2 * HOUR, calls: 1 });
    expect(stored(issue.log)).toStrictEqual(issue.log);
  });

  test('GIVEN a unit has it THEN it says from which it was taken, and why where somebody says why', () => {
    const issue = dispatched().and({ ...dispatch('lead', 'power'), reason: 'the mains' } as never, HOUR / 2);
    expect(latest(issue, 'dispatched')).toMatchObject({ from: 'property', to: 'power', reason: 'the mains' });
    expect(issue.state.dispatch).toStrictEqual({
      party: 'power',
      by: 'lead',
      handle: latest(issue, 'dispatched').tierHandle,
      takenFrom: ['property'],
    });
    issue.and(dispatch('lead', 'water'));
    expect(issue.state.dispatch?.takenFrom).toEqual(['property', 'power']);
    expect(issue.state.calls).toBe(3);
  });

  test('THEN the unit learns by whom and until when, the one that had it learns which has it now, and so does the reporter', () => {
    const called = { cause: 'dispatched', party: 'power', by: 'lead', dueAtMs: T0 + 3.5 * HOUR };
    expect(said(dispatched().and(dispatch('lead', 'power'), HOUR / 2), 'dispatched')).toEqual([
      ['tier-called', 'fitter', called],
      ['tier-called', 'both', called],
      ['dispatched', 'manager', { party: 'power' }],
      ['dispatched', 'porter', { party: 'power' }],
      ['dispatched', 'resident', { party: 'power' }],
    ]);
  });

  test('GIVEN an answer to a supervising tier is due WHEN it is dispatched THEN the unit owes it by the same clock', () => {
    const rules = { ...PARTY_RULES, supervision: { answerWithin: natural(9 * HOUR) } };
    const issue = withLead(rules).and(supervise('group')).and(dispatch('lead', 'property'), HOUR);
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + 9 * HOUR);
  });

  test.each([
    ['one of another tier', () => withLead(), dispatch('group', 'property'), 'NOT_YOURS_TO_DO'],
    ['a stranger', () => withLead(), dispatch('stranger', 'property'), 'NOT_YOURS_TO_DO'],
    [
      'the tier, once it is closed',
      () => withLead().and(askForceClose('lead')).and(approve('grid')),
      dispatch('lead', 'property'),
      'ISSUE_CLOSED',
    ],
  ])('not by %s', (_who, issue, command, code) => {
    issue().when(command).refused(code);
  });

  test('THEN it is offered to the tier as long as any unit could take it, whoever has it now', () => {
    expect(offers(withLead())).toEqual([{ command: 'dispatch', whom: ['lead'] }]);
    expect(offers(dispatched())).toEqual([{ command: 'dispatch', whom: ['lead'] }]);
    expect(offers(withLead().and(handle('lead')))).toEqual([]);
    expect(offers(given())).toEqual([]);
    const one: IssueRules = { ...PARTY_RULES, parties: PARTY_RULES.parties!.slice(0, 1) };
    expect(offers(dispatched(one))).toEqual([]);
    expect(offers(withLead(one).and(summon('lead', 'property')))).toEqual([]);
    expect(offers(withLead(one).and(summon('lead', 'property')).and(release('lead', 'property')))).toHaveLength(1);
  });

  test('GIVEN a unit that has finished its part WHEN the issue is dispatched there THEN it gets it', () => {
    withLead()
      .and(summon('lead', 'power'))
      .and(finish('fitter'))
      .when(dispatch('lead', 'power'))
      .then({ type: 'dispatched', to: party('power') });
  });

  test.each<[string, Given, PartyKey, RegExp]>([
    ['that has it', dispatched(), party('property'), /property has i-test already/],
    [
      'from which it was taken',
      dispatched().and(dispatch('lead', 'power')),
      party('property'),
      /was taken from property/,
    ],
    ['that gave it back', returned(), party('property'), /property gave i-test back/],
    ['with an open part', withLead().and(summon('lead', 'power')), party('power'), /power has not finished/],
  ])('GIVEN a unit %s THEN it is busy, and the refusal says how', (_which, issue, to, says) => {
    expect(issue.when(dispatch('lead', to)).refused('PARTY_BUSY')?.message).toMatch(says);
  });

  test('GIVEN a unit from which nothing was taken WHEN another was bounced THEN it is free', () => {
    dispatched().and(dispatch('lead', 'power')).when(dispatch('lead', 'water')).then({ type: 'dispatched' });
    returned().when(dispatch('lead', 'water')).then({ type: 'dispatched' });
  });
});

describe('a return', () => {
  test('THEN it says which unit, by which question, and both clocks of the tier', () => {
    const issue = returned();
    const { clocks } = issue.state;
    expect(latest(issue, 'returned')).toStrictEqual({
      type: 'returned',
      party: 'property',
      acknowledge: clocks.acknowledge,
      handle: clocks.handle,
      approval: 'a1',
    });
    expect(clocks.acknowledge).toMatchObject({ sinceMs: T0 + 2.5 * HOUR, dueAtMs: T0 + 4.5 * HOUR });
    expect(clocks.handle?.charges.at(-1)).toMatchObject({ why: 'dispatch', ms: HOUR / 2 });
    expect(issue.state).toMatchObject({ stage: 'open', stageSinceMs: T0 + 2.5 * HOUR, assignee: null });
    expect(stored(issue.state)).toStrictEqual(issue.state);
  });

  test('THEN the tier learns that it has it again and until when, the unit and the reporter that it was given back', () => {
    const facts = { party: 'property', cause: 'returned' };
    expect(said(returned(), 'returned')).toEqual([
      ['tier-called', 'lead', { ...facts, dueAtMs: T0 + 4.5 * HOUR }],
      ['returned', 'manager', facts],
      ['returned', 'porter', facts],
      ['returned', 'resident', facts],
    ]);
  });

  test('GIVEN a unit at the top lets its time go by THEN what is said names that instead', () => {
    const issue = dispatched(ONE_TIER).pass(HOUR);
    const { clocks } = issue.state;
    expect(latest(issue, 'returned')).toStrictEqual({
      type: 'returned',
      party: 'property',
      acknowledge: clocks.acknowledge,
      handle: clocks.handle,
      cause: 'not-acknowledged',
      firedAtMs: T0 + 3 * HOUR,
    });
    const facts = { party: 'property', cause: 'not-acknowledged' };
    expect(said(issue, 'returned')).toEqual([
      ['tier-called', 'lead', { ...facts, dueAtMs: T0 + 5 * HOUR }],
      ['returned', 'manager', facts],
      ['returned', 'porter', facts],
      ['returned', 'resident', facts],
    ]);
    issue.when(dispatch('lead', 'property')).then({ type: 'dispatched' });
  });

  test('GIVEN a unit at the top took it and let its time go by with a question pending THEN both end', () => {
    const issue = dispatched(ONE_TIER)
      .and(acknowledge('manager'))
      .and(askForceClose('manager'), 5 * HOUR)
      .pass(HOUR);
    expect(latest(issue, 'approval-lapsed')).toMatchObject({ cause: 'overtaken' });
    expect(latest(issue, 'returned')).toMatchObject({ cause: 'not-handled', firedAtMs: T0 + 8 * HOUR });
  });

  test('GIVEN a tier gives it back WHEN it climbs THEN it says who asked, and nobody lost a question', () => {
    const issue = withLead().and(askReturn('lead')).and(approve('grid'), HOUR);
    expect(latest(issue, 'escalated')).toMatchObject({ cause: 'returned', by: 'lead', toTier: 2 });
    expect(issue.types()).not.toContain('approval-lapsed');
    expect(issue.state.clocks.acknowledge?.sinceMs).toBe(T0 + HOUR);
  });

  test('GIVEN several units gave it back THEN each is kept once, in that order', () => {
    const issue = returned({ ...PARTY_RULES, problem: { reworks: 9, units: 9 } });
    issue.and(dispatch('lead', 'power')).and(askReturn('fitter')).and(approve('lead'));
    expect(issue.state.returnedBy).toEqual(['property', 'power']);
    issue.and(dispatch('lead', 'water')).and(askReturn('plumber')).and(approve('lead'));
    expect(issue.state.returnedBy).toEqual(['property', 'power', 'water']);
  });

  test('GIVEN a deputy asks for the unit WHEN the tier says yes THEN it is given back', () => {
    const issue = withDeputy(dispatched(), 'manager', 'lawyer').and(askReturn('lawyer'));
    expect(issue.state.approvals[0]?.deciders).toEqual(['lead']);
    issue.when(approve('lead')).then({ type: 'approved' }, { type: 'returned', party: party('property') });
  });

  test('GIVEN a deputy of the tier says yes THEN it is given back in the place of the tier; who asked says nothing', () => {
    const issue = dispatched()
      .and(delegate('lead', 'grid', T0 + 90 * HOUR))
      .and(askReturn('manager'));
    issue.when({ type: 'approve', ...by('manager') }).refused('APPROVAL_BY_ASKER');
    issue
      .when(approve('grid'))
      .then({ type: 'approved', by: person('grid'), for: person('lead') }, { type: 'returned' });
  });
});

describe('a problem case', () => {
  const passedOn = (issue: Given, tier: string, key: string, asker: string) =>
    issue.and(dispatch(tier, key)).and(askReturn(asker)).and(approve(tier), HOUR);

  test('GIVEN one unit too many THEN the tier that had it is told why, and the next has it as a problem case', () => {
    const issue = passedOn(passedOn(withLead(), 'lead', 'property', 'manager'), 'lead', 'power', 'fitter');
    expect(said(issue, 'problem-raised')).toEqual([['problem-raised', 'lead', { cause: 'units' }]]);
    expect(latest(issue, 'problem-raised')).toStrictEqual({
      type: 'problem-raised',
      cause: 'units',
      count: 2,
      atMs: T0 + 2 * HOUR,
    });
    expect(issue.state.problem).toStrictEqual({ cause: 'units', atMs: T0 + 2 * HOUR });
    expect(latest(issue, 'escalated')).toMatchObject({ cause: 'problem', fromTier: 1, toTier: 2 });
    expect(issue.types()).not.toContain('approval-lapsed');
  });

  test('GIVEN a procedure that lets more pass, or knows no problem cases THEN it is none', () => {
    const { problem: _none, ...without } = PARTY_RULES;
    for (const rules of [{ ...PARTY_RULES, problem: { reworks: 3, units: 2 } }, without]) {
      const issue = passedOn(passedOn(withLead(rules), 'lead', 'property', 'manager'), 'lead', 'power', 'fitter');
      expect(issue.types()).not.toContain('problem-raised');
      expect(issue.state.tier).toBe(1);
    }
  });

  test('GIVEN it is a problem case by its units WHEN it is redone too often THEN it is not raised again', () => {
    const rules = { ...PARTY_RULES, problem: { reworks: 0, units: 0 } };
    const issue = passedOn(withLead(rules), 'lead', 'property', 'manager');
    expect(issue.state.problem?.cause).toBe('units');
    issue.and(acknowledge('grid')).and(handle('grid')).and(dispute());
    expect(issue.types().filter((type) => type === 'problem-raised')).toHaveLength(1);
  });

  test('GIVEN the resident disagrees more often than the procedure lets pass THEN it is one, at the instant of that', () => {
    const rules = { ...PARTY_RULES, problem: { reworks: 1, units: 3 } };
    const issue = withLead(rules).and(handle('lead')).and(dispute());
    expect(issue.state).not.toHaveProperty('problem');
    issue.and(acknowledge('grid')).and(handle('grid')).and(dispute(), HOUR);
    expect(latest(issue, 'problem-raised')).toStrictEqual({
      type: 'problem-raised',
      cause: 'reworks',
      count: 2,
      atMs: T0 + HOUR,
    });
  });
});
