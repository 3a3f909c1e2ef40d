/** What an issue that waits for a decision says of itself: for whom, until when, and who may do what. */
import { explain, natural, type IssueRules, type OnTimeout, type Offer } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  askVoid,
  given,
  handle,
  HOUR,
  person,
  post,
  REPORT,
  RULES,
  T0,
  type Given,
} from './given';
import { asked, closedBy, decision, panel, withGrid } from './panels';
import { PARTY_RULES, withLead, dispatch } from './parties';

const waited = ({ state }: Given) => explain(state).waits.find(({ what }) => what === 'approval');
const offered = ({ state }: Given, ...commands: readonly Offer['command'][]): readonly Offer[] =>
  explain(state).offers.filter(({ command }) => commands.includes(command));
const silent = (onTimeout: OnTimeout): IssueRules => closedBy({ onTimeout });

describe('what an issue with a pending question waits for', () => {
  test.each([
    ['extension', askExtension('grid', 4), { extendByMs: 4 * HOUR }],
    ['suspension', askSuspension('grid', T0 + 20 * HOUR), { untilMs: T0 + 20 * HOUR }],
    ['force-close', askForceClose('grid'), {}],
  ])('GIVEN %s THEN it names the question, the deciders, the time and the clause', (kind, command, more) => {
    expect(waited(withGrid().and(command, HOUR))).toStrictEqual({
      what: 'approval',
      whom: ['group', 'group-member'],
      role: 'approver',
      sinceMs: T0 + 4 * HOUR,
      untilMs: T0 + 10 * HOUR,
      rule: `default@1#${kind}.decide`,
      question: { id: 'a1', kind, askedBy: 'grid', ...more },
      then: 'lapse',
    });
  });

  test('GIVEN nothing is asked THEN nobody is waited for, also when something was decided', () => {
    expect(waited(withGrid())).toBeUndefined();
    expect(waited(withGrid().and(askExtension('grid')).and(approve('group')))).toBeUndefined();
  });

  test.each([
    ['lapse', 'lapse'],
    ['reject', 'reject'],
    ['approve', 'approve'],
    ['climb', 'escalate'],
  ] as const)('GIVEN a procedure that takes silence for %s THEN it foretells %s', (onTimeout, then) => {
    expect(waited(asked(silent(onTimeout)))?.then).toBe(then);
    expect(explain(asked(silent(onTimeout)).state).next).toMatchObject({ clock: 'approval', then });
  });

  test('GIVEN questions climb WHEN the top is asked THEN it foretells that the question lapses there', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, handleWithin: natural(99 * HOUR) }));
    expect(waited(asked({ ...silent('climb'), tiers }).pass(6 * HOUR))).toMatchObject({ then: 'lapse' });
  });

  test('GIVEN a question is climbing WHEN it is explained THEN the wait is for those who are asked now', () => {
    expect(waited(asked(silent('climb')).pass(6 * HOUR))).toMatchObject({
      whom: ['committee', 'committee-b', 'committee-c'],
      sinceMs: T0 + 3 * HOUR,
      untilMs: T0 + 15 * HOUR,
    });
  });
});

describe('what is offered to whom', () => {
  test('GIVEN a question THEN its deciders are offered yes and no, and nobody is offered to ask again', () => {
    expect(offered(asked(RULES), 'approve', 'reject', 'request')).toEqual([
      { command: 'approve', whom: ['group', 'group-member'] },
      { command: 'reject', whom: ['group', 'group-member'] },
    ]);
  });

  test('GIVEN no question THEN whoever has it is offered to ask, once, and nobody is offered to decide', () => {
    expect(offered(withGrid({ ...RULES, void: decision() }), 'approve', 'reject', 'request')).toEqual([
      { command: 'request', whom: ['grid'] },
    ]);
  });

  test('GIVEN whoever is asked took the issue themselves THEN nobody may decide, and nothing is offered that would be refused', () => {
    const rules = { ...RULES, void: decision({ panels: [panel({ count: 1 }, 'grid-deputy')] }) };
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(acknowledge('grid-deputy'));
    expect(waited(issue)?.whom).toEqual([]);
    expect(offered(issue, 'approve', 'reject', 'request')).toEqual([]);
    for (const { whom } of explain(issue.state).offers) expect(whom).not.toHaveLength(0);
  });

  test('GIVEN everybody of a party may give it back and one of them has it THEN each is offered to ask, once', () => {
    const issue = withLead().and(dispatch('lead', 'property')).and(acknowledge('porter'));
    expect(offered(issue, 'request')).toEqual([{ command: 'request', whom: ['porter', 'manager'] }]);
  });

  test.each([
    ['open', (rules: IssueRules) => given(T0, rules)],
    ['handled', (rules: IssueRules) => given(T0, rules).and(acknowledge('lead')).and(handle('lead'))],
  ])(
    'GIVEN an issue that is %s WHEN the procedure knows only questions of the handling THEN none is offered',
    (_what, at) => {
      expect(offered(at(RULES), 'request')).toEqual([]);
    },
  );

  test('GIVEN a report that only its reporter could look at WHEN it is looked at THEN nobody else is kept from asking', () => {
    const verification = {
      by: post('clerk', 'clerk', 'resident'),
      within: natural(4 * HOUR),
      repeat: { every: natural(HOUR), times: 1 },
    };
    const rules: IssueRules = { ...PARTY_RULES, void: decision(), verification };
    expect(offered(given(T0, rules), 'request')).toEqual([{ command: 'request', whom: ['clerk'] }]);
    const alone: IssueRules = {
      ...rules,
      tiers: rules.tiers.slice(0, 1).map((tier) => ({ ...tier, people: [person('resident')] })),
      verification: { ...verification, by: post('clerk', 'resident') },
    };
    const issue = given(T0, alone, { ...REPORT, reporter: person('resident') });
    expect(offered(issue, 'request')).toEqual([]);
  });
});
