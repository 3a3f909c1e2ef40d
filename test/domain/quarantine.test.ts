/** Rules that can't be followed. */
import { explain, nextWake, wakes } from '../../domain';
import { acknowledge, approve, askForceClose, given, handle, HOUR, RULES, T0, told } from './given';
import { migrate, next } from './other-rules';

describe('quarantine', () => {
  const quarantined = () => {
    const issue = given().and(acknowledge('lead'), HOUR);
    return issue.happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
  };

  test('nothing rings, nobody may do anything but migrate it, and everything can still be asked', () => {
    const issue = quarantined();
    expect(nextWake(issue.state)).toBeUndefined();
    expect(wakes(issue.state)).toStrictEqual([]);
    issue.when(handle('lead')).refused('ISSUE_QUARANTINED');
    expect(told(issue, 'quarantined')).toEqual(
      ['committee', 'committee-b', 'committee-c'].map((id) => `quarantined ${id}`),
    );
    expect(explain(issue.state)).toMatchObject({
      quarantine: { what: 'handle' },
      next: null,
      waits: [{ what: 'migration', whom: ['committee', 'committee-b', 'committee-c'] }],
      offers: [{ command: 'migrate' }],
    });
  });

  test('a migration lifts it; what was left when nobody could move is left now, also under the same rules', () => {
    const issue = quarantined();
    issue.and(migrate(), 100 * HOUR, { rules: RULES });
    expect(issue.state).not.toHaveProperty('quarantine');
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + HOUR + 100 * HOUR + 7 * HOUR);
    expect(nextWake(issue.state)?.clock).toBe('handle');
  });

  test('rules that even the old clocks can not be measured by have a way out', () => {
    const working = {
      ...RULES,
      tiers: RULES.tiers.map((tier) => ({ ...tier, handleWithin: { ms: HOUR, time: 'working' as const } })),
    };
    const issue = quarantined();
    const handleClock = { ...issue.state.clocks.handle!, time: 'working' as const };
    issue.state = { ...issue.state, rules: working, clocks: { handle: handleClock } };
    issue.and(migrate(), HOUR, { rules: next(1) });
    expect(issue.state.clocks.handle).toMatchObject({ time: 'natural', round: 0 });
    expect(issue.state.clocks.handle?.dueAtMs).toBeGreaterThan(issue.nowMs);
  });

  test('GIVEN a question for which silence is a yes WHEN nobody could answer it THEN its time goes on when they can', () => {
    const rules = { ...RULES, forceClose: { ...RULES.forceClose, onTimeout: 'approve' as const } };
    const issue = given(T0, rules).and(acknowledge('lead')).and(askForceClose('lead'));
    issue.pass(2 * HOUR).happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
    issue.when(approve('grid'), 50 * HOUR).refused('ISSUE_QUARANTINED');
    issue.and(migrate(), 0, { rules: { ...rules, version: 2 } }).pass(0);
    expect(issue.state).toMatchObject({ stage: 'handling', approvals: [{ status: 'pending' }] });
    expect(issue.state.approvals[0]?.dueAtMs).toBe(T0 + 56 * HOUR);
    expect(issue.folded()).toEqual(issue.state);
    expect(issue.pass(4 * HOUR).state.closure).toMatchObject({ outcome: 'force-closed' });
  });
});
