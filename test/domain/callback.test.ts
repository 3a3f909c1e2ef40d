import { explain, nextWake, type IssueRules } from '../../domain';
import {
  acknowledge,
  by,
  callBack,
  CHECKED,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  passCheck,
  person,
  post,
  reopen,
  RULES,
  T0,
  told,
} from './given';

const CALLED: IssueRules = {
  ...RULES,
  callBack: { by: post('caller', 'grid', 'caller', 'caller-b', 'resident'), attempts: 3 },
};
const calledBy = (...people: readonly string[]): IssueRules => ({
  ...CALLED,
  callBack: { by: post('caller', ...people), attempts: 3 },
});
/** The grid handled it at 3 h; the resident has the word until 27 h. */
const handled = (rules = CALLED) =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'))
    .and(handle('grid'));

describe('call-back 回访: somebody who did not handle it asks the resident', () => {
  test('GIVEN a procedure with a call-back WHEN it is handled THEN the resident and the callers are asked', () => {
    const issue = handled();
    expect(told(issue, 'handled')).toEqual([
      'please-confirm resident',
      'call-back-asked caller',
      'call-back-asked caller-b',
    ]);
    expect(issue.state.stage).toBe('confirming');
  });

  test('GIVEN a check WHEN it passes THEN the callers are asked with the resident, and not before', () => {
    const issue = handled({ ...CALLED, check: CHECKED.check! });
    issue.when(callBack('caller', 'satisfied')).refused('NOT_IN_THIS_STAGE');
    issue.and(passCheck('inspector'));
    expect(told(issue, 'checked')).toEqual([
      'please-confirm resident',
      'call-back-asked caller',
      'call-back-asked caller-b',
    ]);
  });

  test('GIVEN a satisfied resident WHEN the caller says so THEN it is closed as confirmed, by the word of the resident', () => {
    const issue = handled()
      .when(callBack('caller', 'satisfied'), HOUR)
      .then(
        { type: 'called-back', by: person('caller'), answer: 'satisfied', attempt: 0, note: 'called' },
        { type: 'confirmed', by: person('resident') },
        { type: 'closed', outcome: 'confirmed', atMs: T0 + 4 * HOUR },
      );
    expect(issue.log.at(-1)?.actor).toBe('caller');
    expect(issue.folded()).toEqual(issue.state);
    expect(nextWake(issue.state)).toBeUndefined();
  });

  test('"closed" taken for "fixed": a dissatisfied resident resumes it one tier higher, as if they had said so themselves', () => {
    const issue = handled()
      .when(callBack('caller', 'dissatisfied', 'one lamp is dark'))
      .then(
        { type: 'called-back', answer: 'dissatisfied' },
        { type: 'disputed', by: person('resident'), reason: 'one lamp is dark' },
        { type: 'escalated', toTier: 3, cause: 'disputed' },
      );
    expect(issue.state).toMatchObject({ stage: 'open', tier: 3, disputes: 1, closure: null });
    expect(told(issue, 'disputed')).toEqual(['disputed grid']);
    expect(told(issue, 'escalated')).toContain('tier-called group');
  });

  test('GIVEN a dissatisfied resident WHEN the caller does not say with what THEN it is refused', () => {
    const silent = { type: 'call-back', ...by('caller'), answer: 'dissatisfied' } as const;
    expect(handled().when(silent).refused('COMMAND_MALFORMED')?.message).toContain('note');
    handled()
      .when({ ...silent, answer: 'satisfied' })
      .then({ type: 'called-back' }, { type: 'confirmed' }, { type: 'closed' });
  });

  test('GIVEN redone as often as may be WHEN the resident is dissatisfied THEN it is a problem case too', () => {
    handled({ ...CALLED, problem: { reworks: 0, units: 3 } })
      .when(callBack('caller', 'dissatisfied'))
      .then(
        { type: 'called-back' },
        { type: 'disputed' },
        { type: 'problem-raised', cause: 'reworks', count: 1 },
        { type: 'escalated', toTier: 3 },
      );
  });

  test.each([
    ['grid', 'CALL_BACK_BY_HANDLER'],
    ['resident', 'NOT_YOURS_TO_DO'],
    ['committee', 'NOT_YOURS_TO_DO'],
    ['stranger', 'NOT_YOURS_TO_DO'],
  ])('GIVEN grid handled it WHEN %s calls THEN %s', (who, code) => {
    handled().when(callBack(who, 'satisfied')).refused(code);
  });

  test('GIVEN the handler is a deputy of a caller WHEN they call THEN it is refused all the same', () => {
    const issue = handled();
    const delegations = ['grid', 'resident'].map((to) => ({
      from: person('caller'),
      to: person(to),
      untilMs: T0 + 90 * HOUR,
    }));
    issue.state = { ...issue.state, delegations };
    issue.when(callBack('grid', 'satisfied')).refused('CALL_BACK_BY_HANDLER');
    issue.when(callBack('resident', 'satisfied')).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN a procedure without call-backs WHEN somebody calls THEN nobody may', () => {
    const issue = handled(RULES);
    issue.when(callBack('committee', 'satisfied')).refused('NOT_YOURS_TO_DO');
    expect(told(issue, 'handled')).toEqual(['please-confirm resident']);
    expect(explain(issue.state).waits.map(({ what }) => what)).toEqual(['confirmation']);
  });

  test('GIVEN the handler holds the post alone WHEN it is handled THEN everybody of the tiers above calls', () => {
    const issue = handled(calledBy('grid'));
    expect(told(issue, 'handled')).toEqual(
      ['please-confirm resident'].concat(
        ['group', 'group-member', 'committee', 'committee-b', 'committee-c'].map((who) => `call-back-asked ${who}`),
      ),
    );
    issue.when(callBack('grid-deputy', 'satisfied')).refused('NOT_YOURS_TO_DO');
  });
});

describe('call-back: the resident is not reached', () => {
  test('GIVEN nobody answers WHEN it is called as often as the procedure says THEN it is closed as unreachable, not as satisfied', () => {
    const issue = handled().when(callBack('caller', 'unreachable'), HOUR).then({ type: 'called-back', attempt: 1 });
    issue.when(callBack('caller-b', 'unreachable'), 12 * HOUR - 1).refused('CALL_BACK_TOO_SOON');
    expect(issue.state).toMatchObject({ stage: 'confirming', unreached: { attempts: 1 } });
    issue.when(callBack('caller-b', 'unreachable'), 1).then({ type: 'called-back', attempt: 2 });
    issue
      .when(callBack('caller', 'unreachable'), 12 * HOUR)
      .then({ type: 'called-back', attempt: 3 }, { type: 'closed', outcome: 'unreachable' });
    expect(issue.state.closure?.outcome).toBe('unreachable');
    expect(told(issue, 'closed')).toContain('closed resident');
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN a quiet issue, of which nobody can tell when a call came in WHEN it is due by the present THEN it counts', () => {
    const issue = handled().and(callBack('caller', 'unreachable'));
    issue.when(callBack('caller-b', 'unreachable'), 12 * HOUR, 12 * HOUR).then({ type: 'called-back', attempt: 2 });
  });

  test('reopening that reaches nobody: who was called in vain reopens it, a tier higher, and is called anew', () => {
    const issue = handled();
    for (let attempt = 1; attempt <= 3; attempt += 1) issue.and(callBack('caller', 'unreachable'), 12 * HOUR);
    issue.and(reopen());
    expect(issue.state).toMatchObject({ stage: 'open', tier: 3 });
    expect(told(issue, 'reopened')).toContain('tier-called group');
    issue.and(acknowledge('group')).and(handle('group'));
    issue.when(callBack('caller', 'unreachable')).then({ type: 'called-back', attempt: 1 });
  });

  test('GIVEN calls in vain WHEN the resident speaks up THEN their word counts, and the calls are forgotten', () => {
    const issue = handled()
      .and(callBack('caller', 'unreachable'))
      .and(callBack('caller', 'unreachable'), 12 * HOUR)
      .and(dispute());
    issue.and(acknowledge('group')).and(handle('group'));
    expect(issue.state).not.toHaveProperty('unreached');
    issue.and(confirm());
    expect(issue.state.closure?.outcome).toBe('confirmed');
    issue.when(callBack('caller', 'unreachable')).refused('ISSUE_CLOSED');
  });

  test('GIVEN calls in vain WHEN a later one reaches the resident THEN they are no longer counted as not reached', () => {
    const issue = handled()
      .and(callBack('caller', 'unreachable'))
      .when(callBack('caller', 'satisfied'))
      .then({ type: 'called-back', attempt: 1 }, { type: 'confirmed' }, { type: 'closed', outcome: 'confirmed' });
    expect(issue.state).not.toHaveProperty('unreached');
  });

  test('nobody on duty and nobody told: the callers are reminded with the resident, and the end is unconfirmed', () => {
    const issue = handled().pass(24 * HOUR);
    expect(told(issue, 'reminded')).toEqual([
      'confirm-reminder resident',
      'call-back-asked caller',
      'call-back-asked caller-b',
    ]);
    issue.pass(12 * HOUR);
    expect(issue.state.closure?.outcome).toBe('unconfirmed');
  });

  test('GIVEN a call that reached nobody THEN the time of the resident goes on', () => {
    const issue = handled().and(callBack('caller', 'unreachable'), HOUR);
    expect(issue.state.clocks.confirm).toMatchObject({ dueAtMs: T0 + 27 * HOUR, round: 0 });
  });

  test('GIVEN a call that is waited for WHEN somebody asks why THEN it says who may call and what happens otherwise', () => {
    const issue = handled();
    const wait = () => explain(issue.state).waits.find(({ what }) => what === 'call-back');
    expect(wait()).toMatchObject({
      whom: ['caller', 'caller-b'],
      role: 'caller',
      untilMs: T0 + 27 * HOUR,
      rule: 'default@1#call-back',
      then: 'remind',
    });
    expect(explain(issue.state).offers).toContainEqual({ command: 'call-back', whom: ['caller', 'caller-b'] });
    issue.pass(24 * HOUR);
    expect(wait()?.then).toBe('close-unconfirmed');
  });
});
