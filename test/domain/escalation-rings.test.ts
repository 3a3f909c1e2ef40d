/** What of the ladder rings, and how it is climbed to its end and once more. */
import { explain, natural, wakes, type IssueRules } from '../../domain';
import { acknowledge, askSuspension, given, handle, HOUR, post, RULES, T0, verify, type Given } from './given';
import { dispatch, ONE_TIER, PARTY_RULES, summon, withLead } from './parties';
import { latest } from './said';

describe('what rings', () => {
  const TOTAL = { ...PARTY_RULES, total: { within: natural(60 * HOUR), to: 3 } };
  const clocks = ({ state }: Given) => wakes(state).map(({ clock }) => clock);
  const lastTier: IssueRules = { ...ONE_TIER, total: { within: natural(60 * HOUR), to: 1 } };

  test('below the top each clock of the ladder; at the top one thing at a time, and never the time over all tiers', () => {
    expect(clocks(given(T0, TOTAL))).toEqual(['acknowledge', 'handle', 'total']);
    expect(clocks(given(T0, TOTAL).and(acknowledge('lead')))).toEqual(['handle', 'total']);
    expect(clocks(given(T0, lastTier))).toEqual(['acknowledge']);
    expect(clocks(given(T0, lastTier).and(acknowledge('lead')))).toEqual(['handle']);
    expect(clocks(given(T0, lastTier).and(dispatch('lead', 'property')))).toEqual(['acknowledge', 'handle']);
    expect(clocks(given(T0, lastTier).and(acknowledge('lead')).and(handle('lead')))).toEqual(['confirm']);
  });

  test('the time over all tiers is explained to whoever has it, by its clause; at the top nobody is waited for so', () => {
    const closing = (issue: Given) => explain(issue.state).waits.filter(({ what }) => what === 'closing');
    const issue = given(T0, TOTAL).and(acknowledge('lead'), HOUR);
    expect(closing(issue)).toStrictEqual([
      {
        what: 'closing',
        whom: ['lead'],
        role: 'building-lead',
        rule: 'default@1#total.within',
        then: 'escalate',
        sinceMs: T0,
        untilMs: T0 + 60 * HOUR,
        charges: [{ why: 'term', atMs: T0, ms: 60 * HOUR, dueAtMs: T0 + 60 * HOUR }],
      },
    ]);
    expect(closing(given(T0, lastTier))).toEqual([]);
    expect(closing(given())).toEqual([]);
    expect(closing(given(T0, TOTAL).and(acknowledge('lead')).and(handle('lead')))).toEqual([]);
  });

  test('GIVEN a report that is looked at THEN nothing of the ladder rings, and what is over by then rings as soon as it counts', () => {
    const verification = {
      by: post('clerk', 'clerk'),
      within: natural(4 * HOUR),
      repeat: { every: natural(HOUR), times: 0 },
    };
    const issue = given(T0, { ...TOTAL, verification, total: { within: natural(2 * HOUR), to: 3 } });
    expect(clocks(issue)).toEqual(['verify']);
    expect(explain(issue.state).waits.map(({ what }) => what)).toEqual(['verification']);
    issue
      .pass(3 * HOUR)
      .and(verify('clerk'))
      .pass(0);
    expect(latest(issue, 'escalated')).toMatchObject({ toTier: 3, cause: 'not-closed' });
  });

  test('GIVEN the top has summoned a unit THEN the clocks of its part ring beside that of the top', () => {
    expect(clocks(withLead(ONE_TIER).and(summon('lead', 'power')))).toEqual(['report-in', 'part', 'handle']);
  });
});

describe('the whole ladder once more, and the time over all tiers', () => {
  const climbs = ({ log }: Given) =>
    log.flatMap(({ event }) => (event.type === 'escalated' ? [[event.fromTier, event.toTier, event.cause]] : []));

  test('GIVEN it is climbed again twice THEN twice, and each time from what fell due', () => {
    const issue = given(T0, { ...RULES, again: { from: 3, times: 2 } }).pass(60 * HOUR);
    expect(climbs(issue).slice(2)).toEqual([
      [3, 4, 'not-acknowledged'],
      [4, 3, 'again'],
      [3, 4, 'not-acknowledged'],
      [4, 3, 'again'],
      [3, 4, 'not-acknowledged'],
    ]);
    expect(issue.state.rounds).toBe(2);
    const first = issue.log.find(({ event }) => event.type === 'escalated' && event.cause === 'again')!.event;
    expect(first).toMatchObject({ firedAtMs: T0 + 14 * HOUR, acknowledge: { sinceMs: T0 + 14 * HOUR } });
  });

  test('THEN each round calls a tier under numbers of its own', () => {
    const issue = given(T0, { ...RULES, again: { from: 2, times: 2 } }).pass(14 * HOUR);
    expect(issue.state).toMatchObject({ tier: 2, calls: 10_000 });
    expect(issue.pass(3 * HOUR).state).toMatchObject({ tier: 3, calls: 10_000 });
  });

  test('GIVEN the time over all tiers is over in the instant in which the ladder is climbed again THEN it does not cut it short', () => {
    const rules = { ...RULES, again: { from: 1, times: 1 }, total: { within: natural(14 * HOUR), to: 4 } };
    const issue = given(T0, rules).pass(15 * HOUR);
    expect(climbs(issue).at(-1)).toEqual([4, 1, 'again']);
    expect(issue.state.clocks).not.toHaveProperty('total');
  });

  test('GIVEN the tier that the procedure names has it already WHEN that time is over THEN the next above is called', () => {
    const issue = given(T0, { ...RULES, total: { within: natural(8 * HOUR), to: 2 } }).pass(8 * HOUR);
    expect(climbs(issue).at(-1)).toEqual([3, 4, 'not-closed']);
    expect(latest(issue, 'escalated')).toMatchObject({ firedAtMs: T0 + 8 * HOUR });
  });

  test('GIVEN an outage over a deadline of the tier and that time WHEN it ends THEN the one has it climb, and the other as well', () => {
    const issue = given(T0, { ...RULES, total: { within: natural(4 * HOUR), to: 4 } }).pass(2 * HOUR);
    issue.nowMs = T0 + 5 * HOUR;
    issue.pass(0);
    expect(climbs(issue)).toEqual([
      [1, 2, 'not-acknowledged'],
      [2, 4, 'not-closed'],
    ]);
  });

  test('GIVEN a climb for another reason THEN the time over all tiers goes on as it was', () => {
    const issue = given(T0, { ...RULES, total: { within: natural(40 * HOUR), to: 4 } });
    const { total } = issue.state.clocks;
    expect(issue.pass(3 * HOUR).state.clocks.total).toEqual(total);
  });

  test('GIVEN the top is overdue WHEN a question for a suspension is pending THEN it is overtaken: no deadline is left that could stand still', () => {
    const issue = given()
      .pass(20 * HOUR)
      .and(acknowledge('committee'));
    const dueAtMs = issue.state.clocks.handle!.dueAtMs;
    issue.pass(dueAtMs - issue.nowMs - HOUR);
    issue.and(askSuspension('committee', dueAtMs + 9 * HOUR));
    issue.pass(HOUR);
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', 'reminded']);
    expect(latest(issue, 'approval-lapsed').cause).toBe('overtaken');
  });
});
