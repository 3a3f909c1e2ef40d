/** What a climb and a further call say and keep, and who may pass an issue up. */
import { explain, natural, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  assign,
  by,
  callBack,
  CHECKED,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  post,
  reopen,
  RULES,
  supervise,
  T0,
  type Given,
} from './given';
import { dispatch, withLead } from './parties';
import { latest, said } from './said';

const passUp = (id: string, to?: string) =>
  ({ type: 'escalate', ...by(id), reason: 'the main line', ...(to === undefined ? {} : { to }) }) as const;
const onTop = (rules: IssueRules = RULES): Given => given(T0, rules).pass(20 * HOUR);
const escalateOffers = ({ state }: Given) => explain(state).offers.filter(({ command }) => command === 'escalate');
const repeat = { every: natural(HOUR), times: 1 };

describe('a climb', () => {
  test('GIVEN a deadline THEN it says from where to where, why, what fell due, and both clocks of the tier', () => {
    const issue = given().pass(3 * HOUR);
    const { acknowledge: first, handle: second } = issue.state.clocks;
    expect(latest(issue, 'escalated')).toStrictEqual({
      type: 'escalated',
      fromTier: 1,
      toTier: 2,
      cause: 'not-acknowledged',
      firedAtMs: T0 + 3 * HOUR,
      acknowledge: first,
      handle: second,
    });
    expect(first).toMatchObject({ sinceMs: T0 + 3 * HOUR, dueAtMs: T0 + 5 * HOUR, round: 0 });
    expect(second).toMatchObject({ sinceMs: T0 + 3 * HOUR, dueAtMs: T0 + 15 * HOUR, round: 0 });
  });

  test('GIVEN it is passed up THEN it says by whom and why, and nothing fell due', () => {
    const issue = given().and(passUp('lead', 'party-group'), HOUR);
    const { acknowledge: first, handle: second } = issue.state.clocks;
    expect(latest(issue, 'escalated')).toStrictEqual({
      type: 'escalated',
      fromTier: 1,
      toTier: 3,
      cause: 'passed-up',
      by: 'lead',
      reason: 'the main line',
      acknowledge: first,
      handle: second,
    });
    expect(first?.sinceMs).toBe(T0 + HOUR);
  });

  test('THEN the tier is on duty afresh: nobody has it, and its time and its calls begin', () => {
    const issue = given()
      .and(acknowledge('lead'), HOUR)
      .pass(7 * HOUR, 60_000);
    issue.pass(60_000, 60_000);
    expect(issue.state).toMatchObject({
      stage: 'open',
      stageSinceMs: T0 + 8 * HOUR + 60_000,
      tier: 2,
      tierSinceMs: T0 + 8 * HOUR,
      calls: 0,
      assignee: null,
      suspension: null,
      closure: null,
    });
    expect(Object.keys(issue.state.clocks).sort()).toEqual(['acknowledge', 'handle']);
  });

  test.each([
    ['as late as a tier may be told', 11, 0],
    ['later than that', 13, 13],
  ])(
    'GIVEN it comes %s THEN the time counts from where the tier keeps nine tenths of it',
    (_what, lateMin, fromMin) => {
      const issue = given().pass(2 * HOUR);
      issue.nowMs = T0 + 3 * HOUR + lateMin * 60_000;
      issue.wakeOnce();
      expect(issue.state.clocks.acknowledge?.sinceMs).toBe(T0 + 3 * HOUR + fromMin * 60_000);
    },
  );

  test('THEN the new tier learns why and until when, and the reporter why', () => {
    const facts = { cause: 'not-acknowledged', dueAtMs: T0 + 5 * HOUR };
    expect(said(given().pass(3 * HOUR), 'escalated')).toEqual([
      ['tier-called', 'grid', facts],
      ['tier-called', 'grid-deputy', facts],
      ['escalated', 'resident', { cause: 'not-acknowledged' }],
    ]);
  });

  test('GIVEN a question is pending WHEN it is passed up THEN the question is overtaken, and that comes first', () => {
    given()
      .and(acknowledge('lead'))
      .and(askForceClose('lead'))
      .when(passUp('lead'))
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'escalated', cause: 'passed-up' });
  });

  test('GIVEN the resident disagrees at the top THEN the same tier is called under another number', () => {
    const issue = onTop().and(acknowledge('committee')).and(handle('committee'));
    const { calls } = issue.state;
    expect(issue.and(dispute()).state).toMatchObject({ tier: 4, stage: 'open', calls: calls + 1 });
  });

  test('GIVEN it was closed WHEN it comes back THEN it is no longer closed', () => {
    const issue = given().and(acknowledge('lead')).and(handle('lead')).and(confirm());
    expect(issue.state.closure).toMatchObject({ outcome: 'confirmed' });
    expect(issue.and(reopen()).state).toMatchObject({ stage: 'open', closure: null });
  });

  test('GIVEN the resident could not be reached before WHEN a tier has it again THEN the attempts begin anew', () => {
    const rules: IssueRules = { ...RULES, callBack: { by: post('caller', 'caller'), attempts: 3 } };
    const issue = given(T0, rules).and(acknowledge('lead')).and(handle('lead'));
    issue.and(callBack('caller', 'unreachable'), HOUR);
    expect(issue.state.unreached).toMatchObject({ attempts: 1 });
    expect(issue.and(dispute()).state).not.toHaveProperty('unreached');
  });
});

describe('who may pass it up, and to whom', () => {
  test.each([
    ['a stranger', () => given(), passUp('stranger'), 'NOT_YOURS_TO_DO'],
    ['the reporter', () => given(), passUp('resident'), 'NOT_YOURS_TO_DO'],
    ['the tier above', () => given(), passUp('grid'), 'NOT_YOURS_TO_DO'],
    ['the tier, to itself', () => given(), passUp('lead', 'building-lead'), 'TIER_UNKNOWN'],
    ['the tier, to one that there is not', () => given(), passUp('lead', 'mayor'), 'TIER_UNKNOWN'],
    ['who handled it', () => given().and(acknowledge('lead')).and(handle('lead')), passUp('lead'), 'NOT_IN_THIS_STAGE'],
    [
      'who closed it',
      () => given().and(acknowledge('lead')).and(askForceClose('lead')).and(approve('grid')),
      passUp('lead'),
      'ISSUE_CLOSED',
    ],
    ['a party that has it', () => withLead().and(dispatch('lead', 'property')), passUp('manager'), 'NOT_YOURS_TO_DO'],
    ['the top', () => onTop(), passUp('committee', 'committee'), 'TOP_OF_LADDER'],
  ])('not %s', (_who, issue, command, code) => {
    issue().when(command).refused(code);
  });

  test('GIVEN it is at the second tier WHEN it is passed up to one below THEN what is above is named, and nothing else', () => {
    const refusal = given()
      .pass(3 * HOUR)
      .when(passUp('grid', 'building-lead'))
      .refused('TIER_UNKNOWN');
    expect(refusal?.message).toMatch(/above are: party-group, committee\.$/);
  });

  test('the tier, whoever of it was given the issue, and the tier that dispatched it', () => {
    given().and(acknowledge('lead')).when(passUp('lead')).then({ type: 'escalated', toTier: 2 });
    given().and(assign('lead', 'group')).when(passUp('group')).then({ type: 'escalated', toTier: 2 });
    withLead().and(dispatch('lead', 'property')).when(passUp('lead')).then({ type: 'escalated', toTier: 2 });
  });

  test('THEN it is offered to just them, and not where nobody is above or nobody has it', () => {
    for (const issue of [given(), given().and(acknowledge('lead'))])
      expect(escalateOffers(issue)).toEqual([{ command: 'escalate', whom: ['lead'] }]);
    expect(escalateOffers(withLead().and(dispatch('lead', 'property')))).toEqual([
      { command: 'escalate', whom: ['lead'] },
    ]);
    expect(escalateOffers(onTop())).toEqual([]);
    expect(escalateOffers(given().and(acknowledge('lead')).and(handle('lead')))).toEqual([]);
  });
});

describe('a further call', () => {
  test('GIVEN nobody has it THEN the event says which clock of which tier, and when it is called again', () => {
    const issue = given().pass(2 * HOUR);
    expect(latest(issue, 'reminded')).toStrictEqual({
      type: 'reminded',
      clock: 'acknowledge',
      tier: 1,
      round: 1,
      firedAtMs: T0 + 2 * HOUR,
      nextAtMs: T0 + 3 * HOUR,
      alert: false,
    });
    expect(issue.state).toMatchObject({ calls: 1, clocks: { acknowledge: { dueAtMs: T0 + 3 * HOUR, round: 1 } } });
    const facts = { dueAtMs: T0 + 3 * HOUR, cause: 'not-acknowledged' };
    expect(said(issue, 'reminded')).toEqual([['tier-reminded', 'lead', facts]]);
  });

  test('GIVEN the top did not handle it in time THEN it is alerted of that, and of nothing else', () => {
    const issue = onTop().and(acknowledge('committee'));
    const dueAtMs = issue.state.clocks.handle!.dueAtMs;
    issue.pass(dueAtMs - issue.nowMs);
    const { calls } = issue.state;
    expect(latest(issue, 'reminded')).toStrictEqual({
      type: 'reminded',
      clock: 'handle',
      tier: 4,
      round: 1,
      firedAtMs: dueAtMs,
      nextAtMs: dueAtMs + HOUR,
      alert: true,
    });
    const facts = { dueAtMs: dueAtMs + HOUR, cause: 'not-handled' };
    const all = ['committee', 'committee-b', 'committee-c'].map((id) => ['tier-alerted', id, facts]);
    expect(said(issue, 'reminded')).toEqual(all);
    expect(issue.pass(HOUR).state.calls).toBe(calls + 1);
  });

  const checked: IssueRules = { ...CHECKED, supervision: { answerWithin: natural(HOUR) } };
  const verified: IssueRules = {
    ...RULES,
    verification: { by: post('clerk', 'clerk'), within: natural(HOUR), repeat },
  };
  const called: IssueRules = { ...RULES, callBack: { by: post('caller', 'caller'), attempts: 3 } };
  const done = (rules: IssueRules) => given(T0, rules).and(acknowledge('lead')).and(handle('lead'));
  test.each<[string, () => Given, readonly (readonly [string, string, object])[]]>([
    [
      'a report that nobody looks at',
      () => given(T0, verified).pass(HOUR),
      [['verify-reminder', 'clerk', { dueAtMs: T0 + 2 * HOUR }]],
    ],
    [
      'a check that nobody makes',
      () => done(checked).pass(6 * HOUR),
      ['grid', 'inspector', 'inspector-b'].map((id) => ['check-reminder', id, { dueAtMs: T0 + 9 * HOUR }] as const),
    ],
    [
      'a resident who does not answer',
      () => done(called).pass(24 * HOUR),
      [
        ['confirm-reminder', 'resident', { dueAtMs: T0 + 36 * HOUR }],
        ['call-back-asked', 'caller', { dueAtMs: T0 + 36 * HOUR }],
      ],
    ],
    [
      'an answer to a supervising tier',
      () => given(T0, checked).and(acknowledge('lead')).and(supervise('group')).pass(HOUR),
      [['tier-reminded', 'lead', { dueAtMs: T0 + 2 * HOUR, cause: 'not-answered' }]],
    ],
  ])('of %s goes to whoever is waited for', (_what, issue, whom) => {
    expect(said(issue(), 'reminded').slice(0, whom.length)).toEqual(whom);
  });
});
