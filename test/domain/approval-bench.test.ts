/** To whom a question is put, how many of them have to agree, and which question an answer means. */
import { type Quorum } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askVoid,
  assign,
  delegate,
  given,
  HOUR,
  person,
  reject,
  REPORT,
  RULES,
  T0,
} from './given';
import { asked, closedBy, decision, panel, status, withGrid } from './panels';
import { askReturn, dispatch, PARTY_RULES, withLead } from './parties';

describe('who decides', () => {
  test('GIVEN an empty list of panels THEN it is the tier above, as without one', () => {
    expect(asked(closedBy({ panels: [] })).state.approvals[0]?.deciders).toEqual(['group', 'group-member']);
  });

  test('GIVEN somebody sits on two panels THEN they are asked once, and their one voice counts on both', () => {
    const rules = closedBy({ panels: [panel({ count: 1 }, 'elder', 'lawyer'), panel({ count: 1 }, 'elder', 'clerk')] });
    const issue = asked(rules);
    expect(issue.state.approvals[0]?.deciders).toEqual(['elder', 'lawyer', 'clerk']);
    issue.when(approve('elder')).then({ type: 'voted' }, { type: 'approved', by: person('elder') }, { type: 'closed' });
  });

  test('GIVEN two panels of which each needs one WHEN one has spoken THEN the other is still asked', () => {
    const rules = closedBy({ panels: [panel({ count: 1 }, 'lawyer'), panel({ count: 1 }, 'elder')] });
    const issue = asked(rules);
    issue.when(approve('lawyer')).then({ type: 'voted' });
    issue.when(reject('elder')).then({ type: 'voted' }, { type: 'rejected' });
    expect(status(issue)).toBe('rejected');
  });

  test.each<[string, Quorum, number, number]>([
    ['7 % of a hundred are seven', { share: 0.07 }, 100, 7],
    ['a third of four are two', { share: 1 / 3 }, 4, 2],
    ['two thirds of three are two', { share: 2 / 3 }, 3, 2],
    ['half of five are three', { share: 0.5 }, 5, 3],
    ['one in a hundred of two is still one', { share: 0.01 }, 2, 1],
    ['no share at all is still one', { share: 0 }, 3, 1],
    ['three are three', { count: 3 }, 4, 3],
  ])('%s', (_what, quorum, people, need) => {
    const bench = Array.from({ length: people }, (_, index) => `elder-${index + 1}`);
    const issue = asked(closedBy({ panels: [panel(quorum, ...bench), panel({ count: 1 }, 'lawyer')] }));
    expect(issue.state.approvals[0]?.panels?.[0]).toEqual({ people: bench, need });
  });

  test('GIVEN one of the tier is the reporter WHEN nobody decides THEN the tier above it is asked, and not the same tier again', () => {
    const issue = given(T0, closedBy({ onTimeout: 'climb' }), { ...REPORT, reporter: person('group-member') })
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .and(askForceClose('grid'));
    expect(issue.state.approvals[0]?.deciders).toEqual(['group']);
    issue.pass(6 * HOUR);
    expect(issue.state.approvals[0]?.deciders).toEqual(['committee', 'committee-b', 'committee-c']);
  });

  test('GIVEN more have to agree than one WHEN a question climbs THEN as many of the next tier', () => {
    const issue = asked(closedBy({ onTimeout: 'climb', quorum: { count: 2 } })).pass(6 * HOUR);
    expect(issue.state.approvals[0]?.panels).toEqual([
      { people: ['committee', 'committee-b', 'committee-c'], need: 2 },
    ]);
  });

  test('GIVEN somebody asks in the place of another WHEN it is put to others THEN that other does not decide either', () => {
    const rules = closedBy({ panels: [panel({ count: 1 }, 'grid-deputy', 'lawyer')] });
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(delegate('grid-deputy', 'lead', T0 + 90 * HOUR))
      .and(acknowledge('grid-deputy'));
    issue.and(assign('grid-deputy', 'grid-deputy')).and(askForceClose('lead'));
    expect(issue.state.approvals[0]).toMatchObject({ askedBy: 'lead', deciders: ['lawyer'] });
  });

  test('GIVEN a party asks WHEN the dispatching tier is left out THEN the next above decides', () => {
    const issue = withLead({
      ...PARTY_RULES,
      tiers: PARTY_RULES.tiers.map((tier, at) =>
        at === 0 ? { ...tier, people: ['lead', 'manager'].map(person) } : tier,
      ),
    })
      .and(dispatch('lead', 'property'))
      .and(askReturn('manager'));
    expect(issue.state.approvals[0]?.deciders).toEqual(['grid', 'grid-deputy']);
  });

  test('GIVEN the top tier asks while nobody of it has the issue yet THEN the others of it decide', () => {
    given(T0, { ...RULES, void: decision() })
      .pass(20 * HOUR)
      .when(askVoid('committee'))
      .then({ type: 'approval-requested', deciders: ['committee-b', 'committee-c'] as never });
  });

  test('GIVEN a deputy asks in the place of another before anybody has it THEN neither of the two decides', () => {
    const rules = { ...RULES, void: decision({ panels: [panel({ count: 1 }, 'grid', 'lead', 'lawyer')] }) };
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(delegate('grid', 'lead', T0 + 90 * HOUR))
      .and(askVoid('lead'));
    expect(issue.state.approvals[0]).toMatchObject({ askedBy: 'lead', deciders: ['lawyer'] });
  });
});

describe('which question is meant', () => {
  const decided = () => withGrid().and(askExtension('grid')).and(reject('group'));

  test('without its id the one that is pending; with it that one, whichever came later', () => {
    const issue = decided().and(askForceClose('grid'));
    issue.when(approve('group', 'a1')).refused('APPROVAL_DECIDED');
    issue.when(approve('group')).then({ type: 'approved', approval: 'a2' as never }, { type: 'closed' });
  });

  test('GIVEN none is pending THEN the latest, and how it ended is said', () => {
    const lapsed = decided()
      .and(askForceClose('grid'))
      .pass(6 * HOUR);
    const refusal = lapsed.when(approve('group')).refused('APPROVAL_DECIDED');
    expect(refusal?.message).toMatch(/a2 .* lapsed\.$/);
    expect(decided().when(approve('group')).refused('APPROVAL_DECIDED')?.message).toMatch(/a1 .* rejected by group\.$/);
  });

  test('GIVEN an id that there is not THEN those that there are are named', () => {
    const refusal = decided().and(askForceClose('grid')).when(approve('group', 'a7')).refused('APPROVAL_UNKNOWN');
    expect(refusal?.message).toMatch(/a7; known: a1, a2\.$/);
    expect(withGrid().when(approve('group')).refused('APPROVAL_UNKNOWN')?.message).toMatch(/known: none\.$/);
  });

  test('GIVEN nobody is left who may decide THEN the refusal says so; else it names who may', () => {
    const rules = { ...RULES, void: decision({ panels: [panel({ count: 1 }, 'grid-deputy')] }) };
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(acknowledge('grid-deputy'));
    const none = issue.when(approve('grid-deputy')).refused('APPROVAL_NOT_YOURS');
    expect(none?.message).toMatch(/; nobody may\.$/);
    const both = { ...RULES, void: decision({ panels: [panel({ count: 2 }, 'grid-deputy', 'lawyer', 'elder')] }) };
    const others = given(T0, both)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(acknowledge('grid-deputy'));
    expect(others.when(approve('grid-deputy')).refused('APPROVAL_NOT_YOURS')?.message).toMatch(
      /; lawyer, elder may\.$/,
    );
  });
});

describe('whose voice it is', () => {
  const untilMs = T0 + 90 * HOUR;
  const THREE = { ...RULES, void: decision({ panels: [panel({ count: 2 }, 'grid-deputy', 'group', 'elder')] }) };
  const askedByGrid = () =>
    given(T0, THREE)
      .pass(3 * HOUR)
      .and(askVoid('grid'));

  test('GIVEN a deputy of two deciders, of whom one has the issue by now WHEN they decide THEN it is the voice of the other', () => {
    askedByGrid()
      .and(delegate('grid-deputy', 'lead', untilMs))
      .and(delegate('group', 'lead', untilMs))
      .and(acknowledge('grid-deputy'))
      .when(approve('lead'))
      .then({ type: 'voted', by: person('lead'), for: person('group') });
  });

  test('GIVEN a voice that was given WHEN a deputy comes with it THEN they are told by whom, and of no other voice', () => {
    const issue = askedByGrid()
      .and(delegate('group', 'lead', untilMs))
      .and(reject('elder'))
      .and(approve('group'));
    const refusal = issue.when(approve('lead')).refused('APPROVAL_DECIDED');
    expect(refusal?.message).toMatch(/: approve by group\.$/);
  });

  test('GIVEN somebody who was not asked WHEN they decide THEN they learn who was, and nothing is said of what they did', () => {
    const refusal = askedByGrid().when(approve('committee')).refused('APPROVAL_NOT_YOURS');
    expect(refusal?.message).toMatch(/committee may not decide a1; grid-deputy, group, elder may\.$/);
  });
});
