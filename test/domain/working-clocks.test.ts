import { explain, type IssueRules, type Term } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import { acknowledge, approve, askExtension, askSuspension, given, handle, HOUR, post, resume, RULES } from './given';

const DAY = 24 * HOUR;
/** Monday to Friday, 9 to 17, in UTC; holidays are known until Friday 2026-03-13, and Wednesday the 4th is one. */
const MONDAY = Date.UTC(2026, 2, 2);
const WORKING: WorkingTime = {
  name: 'test@1',
  offsets: [{ fromMs: 0, minutes: 0 }],
  firstDay: MONDAY / DAY,
  days: '110110011111',
  knownThroughDay: MONDAY / DAY + 11,
  week: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
  usual: [[540, 1020]],
};
const working = (hours: number): Term => ({ ms: hours * HOUR, time: 'working' });
const OFFICE: IssueRules = {
  ...RULES,
  workingTime: WORKING,
  tiers: RULES.tiers.map((tier) => ({
    ...tier,
    acknowledgeWithin: working(4),
    handleWithin: working(16),
    repeat: { every: working(2), times: 1 },
  })),
};
const at = (day: number, hour: number): number => MONDAY + day * DAY + hour * HOUR;

describe('clocks that count working time', () => {
  test('GIVEN a report on Tuesday afternoon THEN nights and the holiday do not count', () => {
    const { clocks } = given(at(1, 15), OFFICE).state;
    expect(clocks.acknowledge?.dueAtMs).toBe(at(3, 11));
    expect(clocks.handle?.dueAtMs).toBe(at(4, 15));
  });

  test('escalation fires at midnight: it does not; reminders and climbs fall into working hours', () => {
    const issue = given(at(1, 15), OFFICE).pass(10 * DAY);
    const fired = issue.log.filter(({ actor }) => actor === 'ladder').map(({ occurredAtMs }) => occurredAtMs);
    expect(fired.length).toBeGreaterThan(5);
    for (const atMs of fired) {
      const date = new Date(atMs);
      expect([1, 2, 3, 4, 5]).toContain(date.getUTCDay());
      expect(date.getUTCHours() * 60 + date.getUTCMinutes()).toBeGreaterThanOrEqual(540);
      expect(date.getUTCHours() * 60 + date.getUTCMinutes()).toBeLessThanOrEqual(1020);
    }
    expect(fired.slice(0, 2)).toEqual([at(3, 11), at(3, 13)]);
  });

  test('weekday conditions missing: what is reported on Friday evening is nobody’s before Monday morning', () => {
    const issue = given(at(4, 18), OFFICE);
    expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(at(7, 13));
    expect(issue.pass(2 * DAY + 18 * HOUR).types(1)).toEqual([]);
  });

  test('UTC only, DST shifts, holidays: nine in the morning stays nine by the clocks of the place when they change', () => {
    // Berlin: clocks go forward in the night to Sunday 2026-03-29.
    const shift = Date.UTC(2026, 2, 29, 1);
    const offsets = [
      { fromMs: 0, minutes: 60 },
      { fromMs: shift, minutes: 120 },
    ];
    const friday = Date.UTC(2026, 2, 27, 15);
    const local: IssueRules = { ...OFFICE, workingTime: { ...WORKING, offsets, days: '', firstDay: MONDAY / DAY } };
    // Friday 16:00 to 17:00 by the local clock, then Monday 9:00 to 12:00, which is 7:00 to 10:00 UTC and no longer 8:00.
    expect(given(friday, local).state.clocks.acknowledge?.dueAtMs).toBe(Date.UTC(2026, 2, 30, 10));
  });

  test('an extension is counted as its clock counts', () => {
    const issue = given(at(1, 15), OFFICE).and(acknowledge('lead')).and(askExtension('lead', 4)).and(approve('grid'));
    // Friday 15:00 and four working hours: Monday 11:00.
    expect(issue.state.clocks.handle?.dueAtMs).toBe(at(7, 11));
  });

  test('paused clocks that never resume: what was left of the working time is left after the suspension', () => {
    const issue = given(at(1, 15), OFFICE)
      .and(acknowledge('lead'))
      .and(askSuspension('lead', at(20, 0)))
      .and(approve('grid'), HOUR)
      // A weekend and the night do not count while it stands still either.
      .and(resume('lead'), 4 * DAY + 17 * HOUR);
    // 15 working hours were left on Tuesday 16:00; resumed on Sunday 09:00 they end on Tuesday 16:00.
    expect(issue.state.clocks.handle?.dueAtMs).toBe(at(8, 16));
  });

  test('a deadline beyond the published holidays is provisional, and explained so', () => {
    expect(explain(given(at(1, 15), OFFICE).state).waits.map(({ provisional }) => provisional)).toEqual([undefined, undefined]); // prettier-ignore
    const late = explain(given(at(11, 9), OFFICE).state).waits;
    expect(late.map(({ what, provisional }) => [what, provisional])).toEqual([
      ['acknowledgement', undefined],
      ['handling', true],
    ]);
  });

  test('GIVEN the calendar by which it was counted is pinned no more THEN it can be explained all the same', () => {
    const { workingTime: _gone, ...rules } = OFFICE;
    const state = { ...given(at(11, 9), OFFICE).state, rules };
    expect(explain(state).waits.map(({ what, provisional }) => [what, provisional])).toEqual([
      ['acknowledgement', undefined],
      ['handling', undefined],
    ]);
  });

  test('GIVEN the resident’s word counts working time THEN it is provisional of whoever calls them too; natural time never is', () => {
    const callBack = { by: post('caller', 'caller'), attempts: 2 };
    const asked = (within: Term) =>
      explain(
        given(at(11, 9), { ...OFFICE, callBack, confirmation: { ...RULES.confirmation, within } })
          .and(acknowledge('lead'))
          .and(handle('lead')).state,
      ).waits.map(({ what, provisional }) => [what, provisional]);
    expect(asked(working(16))).toEqual([
      ['confirmation', true],
      ['call-back', true],
    ]);
    expect(asked({ ms: 20 * DAY, time: 'natural' })).toEqual([
      ['confirmation', undefined],
      ['call-back', undefined],
    ]);
  });
});
