/** What somebody is to an issue, relation by relation. */
import type { IssueRules, IssueState, PartyKey } from '../../../domain';
import { relationsOf } from '../../../domain/rights';
import { acknowledge, askForceClose, by, given, HOUR, person, post, RULES, T0, type Given } from '../given';
import { askReturn, dispatch, PARTY_RULES, summon, withLead } from '../parties';
import { panel } from '../panels';
import { inStage } from '../stages';

const of = ({ state }: Pick<Given, 'state'>, who: string): readonly string[] => relationsOf(state, person(who));
const taken = () => given(T0).and(acknowledge('lead'));
const changed = (issue: Given, more: Partial<IssueState>): Given =>
  Object.assign(issue, { state: { ...issue.state, ...more } });

test('whoever reported it is that and nothing else; whoever has it or handled it is its assignee', () => {
  expect(of(taken(), 'resident')).toStrictEqual(['reporter']);
  expect(of(taken(), 'lead')).toStrictEqual(['assignee', 'crew', 'ladder']);
  expect(of(given(T0), 'lead')).toStrictEqual(['crew', 'ladder']);
  const handled = { by: person('helper'), atMs: T0, tier: 1 };
  expect(of(changed(taken(), { handled }), 'helper')).toStrictEqual(['assignee']);
  expect(of(changed(taken(), { assignee: null, handled }), 'stranger')).toStrictEqual([]);
});

test('the crew is the tier on duty with whoever is called for it; the others are the ladder', () => {
  const rules: IssueRules = {
    ...RULES,
    tiers: RULES.tiers.with(0, { ...RULES.tiers[0]!, called: [person('stand-in')] }),
  };
  for (const who of ['lead', 'stand-in']) expect(of(given(T0, rules), who)).toStrictEqual(['crew', 'ladder']);
  expect(of(given(T0, rules), 'grid')).toStrictEqual(['ladder']);
  const [first, ...others] = RULES.tiers;
  expect(of(given(T0, { ...RULES, tiers: [{ ...first!, called: [] }, ...others] }), 'stranger')).toStrictEqual([]);
});

test('GIVEN a ladder without tiers, as quarantine may leave it, THEN nobody is crew, and nothing is thrown', () => {
  expect(of(changed(given(T0), { rules: { ...RULES, tiers: [] } }), 'lead')).toStrictEqual([]);
});

test('a unit beside the ladder is a party once it came to it, also when it gave it back or it was taken from it', () => {
  const dispatched = () => withLead().and(dispatch('lead', 'property'));
  for (const who of ['manager', 'porter']) {
    expect(of(withLead(), who)).toStrictEqual([]);
    expect(of(dispatched(), who)).toStrictEqual(['crew', 'party']);
  }
  expect(of(dispatched(), 'lead')).toStrictEqual(['ladder']);
  expect(of(dispatched(), 'fitter')).toStrictEqual([]);
  expect(of(withLead().and(summon('lead', 'power')), 'fitter')).toStrictEqual(['party']);
  const back = dispatched()
    .and(askReturn('manager'))
    .and({ type: 'approve', ...by('lead') });
  expect(back.state.dispatch).toBeUndefined();
  expect(of(back, 'porter')).toStrictEqual(['party']);
  const sentOn = { ...dispatched().state.dispatch!, takenFrom: ['power' as PartyKey] };
  expect(of(changed(dispatched(), { dispatch: sentOn }), 'fitter')).toStrictEqual(['party']);
});

test('GIVEN rules without units beside the ladder THEN nobody is a party', () => {
  const { parties: _none, ...rules } = PARTY_RULES;
  const { dispatch: sent } = withLead().and(dispatch('lead', 'property')).state;
  expect(of(changed(given(T0), { rules, dispatch: sent! }), 'manager')).toStrictEqual([]);
});

test.each([
  ['looks at the report', 'clerk'],
  ['checks on the spot', 'inspector'],
  ['calls the resident', 'caller'],
])('whoever %s is asked', (_does, who) => {
  expect(of(inStage('handling'), who)).toStrictEqual(['asked']);
  expect(of(taken(), who)).toStrictEqual([]);
});

describe('whoever decides', () => {
  test('is whoever was asked or has decided', () => {
    const asked = taken().and(askForceClose('lead'));
    expect(of(asked, 'grid')).toStrictEqual(['ladder', 'decider']);
    expect(of(asked, 'group')).toStrictEqual(['ladder']);
    const [approval] = asked.state.approvals;
    const answered = changed(asked, { approvals: [{ ...approval!, decidedBy: person('deputy') }] });
    expect(of(answered, 'deputy')).toStrictEqual(['decider']);
  });

  const panels: IssueRules['forceClose']['panels'] = [panel({ count: 1 }, 'judge')];
  const within = RULES.forceClose;
  test.each<[string, Partial<IssueRules>]>([
    ['extension', { extension: { ...RULES.extension, panels } }],
    ['suspension', { suspension: { ...RULES.suspension, panels } }],
    ['force-close', { forceClose: { ...within, panels } }],
    ['return', { return: { ...within, panels } }],
    ['void', { void: { ...within, panels } }],
  ])('is whoever sits on a panel for %s', (_kind, more) => {
    expect(of(given(T0, { ...RULES, ...more }), 'judge')).toStrictEqual(['decider']);
    expect(of(given(T0), 'judge')).toStrictEqual([]);
  });
});

test('whoever watches over it is its supervisor', () => {
  const supervision = { by: person('group'), tier: 3, people: [person('watcher')] };
  expect(of(changed(taken(), { supervision }), 'watcher')).toStrictEqual(['supervisor']);
  expect(of(changed(taken(), { supervision }), 'stranger')).toStrictEqual([]);
});

describe('whoever came into a post since', () => {
  const { role, unit } = RULES.tiers[1]!;
  const holding = (...posts: readonly (typeof RULES.tiers)[number][]) =>
    relationsOf(given(T0).state, person('new'), posts);

  test('is what its holders are, of that role at that unit', () => {
    expect(holding(RULES.tiers[1]!)).toStrictEqual(['ladder']);
    expect(relationsOf(given(T0).state, person('new'), [{ role, unit: post('other').unit }])).toStrictEqual([]);
    expect(relationsOf(given(T0).state, person('new'), [{ role: 'other', unit }])).toStrictEqual([]);
    expect(
      relationsOf(given(T0).state, person('new'), [
        { role: 'other', unit },
        { role, unit },
      ]),
    ).toStrictEqual(['ladder']);
  });
});

describe('a deputy', () => {
  const standsIn = (from: string) =>
    changed(taken(), { delegations: [{ from: person(from), to: person('grid'), untilMs: T0 + HOUR }] });

  test('is what they are themselves, and each of what the other is, once', () => {
    expect(of(standsIn('lead'), 'grid')).toStrictEqual(['ladder', 'assignee', 'crew']);
    expect(of(standsIn('resident'), 'grid')).toStrictEqual(['ladder']);
  });

  test('has the posts that they hold for themselves alone', () => {
    const { state } = changed(given(T0), {
      delegations: [{ from: person('friend'), to: person('new'), untilMs: T0 + HOUR }],
    });
    expect(relationsOf(state, person('new'), [RULES.tiers[0]!])).toStrictEqual(['crew', 'ladder']);
    expect(relationsOf(state, person('friend'), [])).toStrictEqual([]);
  });
});
