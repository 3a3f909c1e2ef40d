import { explain, natural, nextWake, wakeKey, wakes, type EventType, type IssueRules } from '../../domain';
import {
  acknowledge,
  answer,
  approve,
  askExtension,
  askSuspension,
  assign,
  CHECKED,
  comment,
  confirm,
  delegate,
  failCheck,
  given,
  handle,
  HOUR,
  person,
  post,
  reopen,
  resume,
  RULES,
  supervise,
  T0,
  told,
  type Given,
} from './given';
import { askReturn, dispatch, PARTY_RULES, summon } from './parties';

const WATCHED: IssueRules = { ...RULES, supervision: { answerWithin: natural(HOUR) } };
const watched = () => given(T0, WATCHED).and(supervise('group'));
/** Signed in, so that nothing but the answer and the time to handle runs. */
const answering = () => given(T0, WATCHED).and(acknowledge('lead')).and(supervise('group'));

describe('supervision: a higher tier watches, and is answered', () => {
  test('GIVEN an issue WHEN a higher tier watches THEN whoever is on duty and that tier learn it, and the answer has a clock', () => {
    const issue = given(T0, WATCHED)
      .when(supervise('group'))
      .then({ type: 'supervised', by: person('group'), tier: 3, people: ['group', 'group-member'].map(person) });
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + HOUR);
    expect(told(issue, 'supervised')).toEqual(['supervised lead', 'supervised group-member']);
    expect(explain(issue.state).waits).toContainEqual(
      expect.objectContaining({ what: 'answer', whom: ['lead'], untilMs: T0 + HOUR, then: 'remind' }),
    );
  });

  test('GIVEN it watches WHEN something happens THEN it learns of each step, and of no talk', () => {
    const issue = watched().and(acknowledge('lead'));
    expect(told(issue, 'acknowledged')).toEqual([
      'acknowledged resident',
      'for-information group',
      'for-information group-member',
    ]);
    issue.and(comment('lead'));
    expect(told(issue, 'commented').join()).not.toContain('group');
  });

  test('GIVEN an answer WHEN it is given THEN the clock ends, the tier learns it and goes on watching', () => {
    const issue = watched()
      .when(answer('lead'))
      .then({ type: 'answered', by: person('lead') });
    expect(issue.state.clocks).not.toHaveProperty('answer');
    expect(told(issue, 'answered')).toEqual(['answered group', 'answered group-member']);
    issue.when(answer('lead')).refused('NOTHING_TO_ANSWER');
    issue.and(acknowledge('lead'));
    expect(told(issue, 'acknowledged')).toContain('for-information group');
  });

  test('GIVEN a party has it WHEN it is asked THEN the party answers', () => {
    const issue = given(T0, PARTY_RULES).and(dispatch('lead', 'property')).and(supervise('grid'));
    expect(told(issue, 'supervised')).toEqual(['supervised manager', 'supervised porter', 'supervised grid-deputy']);
    issue.when(answer('manager')).then({ type: 'answered' });
  });

  test('GIVEN a report that is looked at WHEN a tier watches THEN whoever looks answers', () => {
    const clerks = {
      by: post('clerk', 'clerk'),
      within: natural(9 * HOUR),
      repeat: { every: natural(HOUR), times: 1 },
    };
    const issue = given(T0, { ...WATCHED, verification: clerks }).and(supervise('group'));
    expect(told(issue, 'supervised')).toEqual(['supervised clerk', 'supervised group-member']);
    issue.when(answer('lead')).refused('NOT_YOURS_TO_DO');
    issue.when(answer('clerk')).then({ type: 'answered' });
  });

  test('GIVEN nobody answers THEN they and the watching tier are told at the same interval, each time by a wake of its own, until somebody does', () => {
    const issue = answering();
    const names = new Set<string>();
    for (const round of [0, 1, 2]) {
      const wake = wakes(issue.state).find(({ clock }) => clock === 'answer')!;
      expect(wake).toMatchObject({ round, atMs: T0 + (round + 1) * HOUR });
      names.add(wakeKey(wake));
      issue.pass(HOUR);
      expect(issue.log.at(-1)?.event).toEqual({
        type: 'reminded',
        clock: 'answer',
        tier: 1,
        round: round + 1,
        firedAtMs: T0 + (round + 1) * HOUR,
        nextAtMs: T0 + (round + 2) * HOUR,
        alert: false,
      });
      expect(told(issue, 'reminded')).toEqual([
        'tier-reminded lead',
        'for-information group',
        'for-information group-member',
      ]);
    }
    expect(names.size).toBe(3);
    issue.and(answer('lead')).pass(HOUR);
    expect(issue.types().filter((type) => type === 'reminded')).toHaveLength(3);
  });

  test('GIVEN an outage over several intervals THEN one reminder follows, and not a storm', () => {
    const issue = answering().pass(5.2 * HOUR, 4.2 * HOUR);
    expect(issue.types().filter((type) => type === 'reminded')).toHaveLength(1);
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + 6 * HOUR);
  });

  test('GIVEN an answer is due WHEN the ladder climbs THEN the next tier owes it, by the same clock', () => {
    const issue = watched().and({ type: 'escalate', by: person('lead'), reason: 'up' });
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + HOUR);
    issue.when(answer('lead')).refused('NOT_YOURS_TO_DO');
    issue.when(answer('grid')).then({ type: 'answered' });
  });

  test('GIVEN it ends WHEN an answer is due THEN nothing rings any more, and after a reopening neither', () => {
    const issue = answering().and(handle('lead')).and(confirm());
    expect(nextWake(issue.state)).toBeUndefined();
    issue.when(answer('lead')).refused('ISSUE_CLOSED');
    issue.and(reopen());
    expect(issue.state.clocks).not.toHaveProperty('answer');
  });
});

describe('supervision: each step of the way is told to whoever watches', () => {
  const steps: IssueRules = {
    ...PARTY_RULES,
    check: CHECKED.check!,
    tiers: RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(3 * HOUR) })),
  };
  const watchedBy = (rules: IssueRules = PARTY_RULES) => given(T0, rules).and(supervise('committee'));
  const taken = (rules: IssueRules = PARTY_RULES) => watchedBy(rules).and(acknowledge('lead'));
  const suspended = () =>
    taken()
      .and(askSuspension('lead', T0 + HOUR))
      .and(approve('grid'));
  test.each<[EventType, () => Given]>([
    ['acknowledged', () => taken()],
    ['acknowledgement-expired', () => taken(steps).pass(3 * HOUR)],
    ['handled', () => taken().and(handle('lead'))],
    ['check-failed', () => taken(steps).and(handle('lead')).and(failCheck('inspector'))],
    ['closed', () => taken().and(handle('lead')).and(confirm())],
    ['dispatched', () => watchedBy().and(dispatch('lead', 'property'))],
    ['returned', () => watchedBy().and(dispatch('lead', 'property')).and(askReturn('manager')).and(approve('lead'))],
    ['escalated', () => watchedBy().pass(3 * HOUR)],
    ['reminded', () => watchedBy().pass(2 * HOUR)],
    ['extended', () => taken().and(askExtension('lead')).and(approve('grid'))],
    ['suspended', suspended],
    ['resumed', () => suspended().and(resume('lead'))],
    ['part-overdue', () => taken().and(summon('lead', 'property')).pass(HOUR)],
  ])('%s', (type, issue) => {
    expect(told(issue(), type)).toEqual(expect.arrayContaining(['for-information committee']));
  });

  test.each<[EventType, () => Given]>([
    ['assigned', () => taken().and(assign('lead', 'grid'))],
    ['approval-requested', () => taken().and(askExtension('lead'))],
    ['commented', () => taken().and(comment('resident'))],
    ['summoned', () => taken().and(summon('lead', 'property'))],
  ])('%s is none', (type, issue) => {
    expect(told(issue(), type).join()).not.toContain('committee');
  });

  test('an answer they are told of as an answer, once', () => {
    expect(told(watchedBy().and(answer('lead')), 'answered')).toStrictEqual(
      ['committee', 'committee-b', 'committee-c'].map((id) => `answered ${id}`),
    );
  });
});

describe('supervision: who may', () => {
  test.each([
    ['the tier on duty', 'lead'],
    ['the reporter', 'resident'],
    ['a stranger', 'stranger'],
  ])('%s may not', (_who, id) => {
    given().when(supervise(id)).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN the last tier has it THEN nobody is above it', () => {
    const issue = given().pass(20 * HOUR);
    issue.when(supervise('committee')).refused('NOT_YOURS_TO_DO');
    expect(explain(issue.state).offers.map(({ command }) => command)).not.toContain('supervise');
  });

  test('GIVEN a tier watches WHEN a higher one does THEN that one watches instead; a lower one is told who does', () => {
    const issue = watched().and(supervise('committee'), HOUR / 2);
    expect(issue.state).toMatchObject({
      supervision: { by: 'committee', tier: 4 },
      clocks: { answer: { dueAtMs: T0 + 1.5 * HOUR } },
    });
    const refusal = issue.when(supervise('group')).refused('NOT_YOURS_TO_DO');
    expect(refusal?.message).toContain('talk to committee');
  });

  test('GIVEN a tier was answered WHEN it asks again THEN a new answer is due', () => {
    const issue = watched().and(answer('lead')).and(supervise('group-member'), HOUR);
    expect(issue.state.clocks.answer).toMatchObject({ dueAtMs: T0 + 2 * HOUR, round: 0 });
  });

  test('GIVEN a deputy WHEN they watch in the place of another THEN the tier of that place watches', () => {
    given()
      .and(delegate('committee', 'lead', T0 + 9 * HOUR))
      .when(supervise('lead'))
      .then({ type: 'supervised', tier: 4, people: ['committee', 'committee-b', 'committee-c'].map(person) });
  });

  test('GIVEN somebody on two tiers WHEN they watch THEN the higher one watches', () => {
    const tiers = RULES.tiers.map((tier, index) =>
      index === 3 ? { ...tier, people: [person('grid'), ...tier.people] } : tier,
    );
    given(T0, { ...RULES, tiers })
      .when(supervise('grid'))
      .then({ type: 'supervised', tier: 4 });
  });

  test('GIVEN a procedure without a term WHEN a tier watches THEN it is a day of the procedure', () => {
    expect(given().and(supervise('group')).state.clocks.answer?.dueAtMs).toBe(T0 + 24 * HOUR);
    expect(given(T0, { ...RULES, timeScale: 24 }).and(supervise('group')).state.clocks.answer?.dueAtMs).toBe(T0 + HOUR);
  });
});
