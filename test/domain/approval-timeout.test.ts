import { natural, wakeKey, wakes, type IssueRules, type OnTimeout, type PersonId } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  given,
  HOUR,
  RULES,
  T0,
  told,
  type Given,
} from './given';
import { type Deciding, asked, decision, panel, withGrid } from './panels';

describe('approval: nobody decides in time, and what the procedure takes that for', () => {
  const silent = (onTimeout: OnTimeout, more: Omit<Deciding, 'decideWithin'> = {}): IssueRules => ({
    ...RULES,
    extension: { ...RULES.extension, ...more, onTimeout },
    suspension: { ...RULES.suspension, ...more, onTimeout },
    forceClose: decision({ ...more, onTimeout }),
  });
  const last = ({ log }: Given, count: number) => log.slice(-count).map(({ event }) => event);

  test('lapse: as without a word in the procedure', () => {
    expect(last(asked(silent('lapse')).pass(6 * HOUR), 1)).toMatchObject([
      { type: 'approval-lapsed', cause: 'expired' },
    ]);
  });

  test('reject: a no without anybody, and everybody asked is told', () => {
    const issue = asked(silent('reject')).pass(6 * HOUR);
    expect(last(issue, 1)).toEqual([{ type: 'rejected', approval: 'a1' }]);
    expect(issue.state.approvals[0]).toMatchObject({ status: 'rejected', decidedAtMs: T0 + 9 * HOUR });
    expect(issue.state.approvals[0]).not.toHaveProperty('decidedBy');
    expect(told(issue, 'rejected')).toEqual(['grid', 'group', 'group-member'].map((id) => `approval-rejected ${id}`));
  });

  test('approve: a yes without anybody, and what follows from it', () => {
    const issue = withGrid(silent('approve'))
      .and(askExtension('grid', 4))
      .pass(6 * HOUR);
    expect(last(issue, 2)).toMatchObject([{ type: 'approved', approval: 'a1' }, { type: 'extended' }]);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 19 * HOUR);
  });

  test('approve: never against the limits of the kind: a suspension whose date is over suspends nothing', () => {
    const issue = withGrid(silent('approve'))
      .and(askSuspension('grid', T0 + 5 * HOUR))
      .pass(6 * HOUR);
    expect(last(issue, 1)).toEqual([{ type: 'approved', approval: 'a1' }]);
    expect(issue.state.stage).toBe('handling');
  });

  test('climb: the tier above those who were asked is asked afresh, and the others learn of it', () => {
    const issue = asked(silent('climb', { quorum: { share: 0.6 } })).and(approve('group'));
    expect(issue.state.approvals[0]).toMatchObject({ votes: [{ by: 'group' }] });
    issue.pass(6 * HOUR);
    expect(last(issue, 1)).toEqual([
      {
        type: 'approval-climbed',
        approval: 'a1',
        unanswered: ['group', 'group-member'],
        deciders: ['committee', 'committee-b', 'committee-c'],
        panels: [{ people: ['committee', 'committee-b', 'committee-c'], need: 2 }],
        sinceMs: T0 + 9 * HOUR,
        dueAtMs: T0 + 15 * HOUR,
      },
    ]);
    expect(issue.state.approvals[0]).not.toHaveProperty('votes');
    expect(told(issue, 'approval-climbed')).toEqual([
      ...['committee', 'committee-b', 'committee-c'].map((id) => `approval-asked ${id}`),
      ...['grid', 'group', 'group-member'].map((id) => `for-information ${id}`),
    ]);
    issue.when(approve('group')).refused('APPROVAL_NOT_YOURS');
    issue
      .and(approve('committee'))
      .when(approve('committee-c'))
      .then({ type: 'voted' }, { type: 'approved' }, { type: 'closed' });
  });

  test('climb: each wake has a name of its own, and at the top the question lapses', () => {
    const issue = given(T0, {
      ...silent('climb'),
      tiers: RULES.tiers.map((tier) => ({ ...tier, handleWithin: natural(99 * HOUR) })),
    })
      .and(acknowledge('lead'))
      .and(askForceClose('lead'));
    const names = new Set<string>();
    for (const deciders of [
      ['grid', 'grid-deputy'],
      ['group', 'group-member'],
      ['committee', 'committee-b', 'committee-c'],
    ]) {
      expect(issue.state.approvals[0]?.deciders).toEqual(deciders);
      const wake = wakes(issue.state).find(({ clock }) => clock === 'approval')!;
      expect(wake.round).toBe(names.size);
      names.add(wakeKey(wake));
      issue.pass(6 * HOUR);
    }
    expect(names.size).toBe(3);
    expect(last(issue, 1)).toMatchObject([{ type: 'approval-lapsed', cause: 'expired' }]);
  });

  test('climb: named people from beside the ladder are followed by the tier above the one on duty', () => {
    const issue = asked(silent('climb', { panels: [panel({ count: 1 }, 'lawyer')] })).pass(6 * HOUR);
    expect(last(issue, 1)).toMatchObject([
      { type: 'approval-climbed', deciders: ['group', 'group-member'] as PersonId[] },
    ]);
  });

  test('climb: after an outage those who are told late have their whole time', () => {
    const issue = asked(silent('climb')).pass(8 * HOUR, 2 * HOUR);
    expect(last(issue, 1)).toMatchObject([{ sinceMs: T0 + 11 * HOUR, dueAtMs: T0 + 17 * HOUR }]);
  });
});
