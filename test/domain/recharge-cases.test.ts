/** Single clocks under other rules, by hand: what is kept, what is taken back, and what is left alone. */
import {
  extendClock,
  natural,
  pauseClock,
  rechargeClock,
  rechargePaused,
  resumeClock,
  startClock,
  type Clock,
  type IssueRules,
  type Pause,
  type RuleChange,
  type Term,
} from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import { acknowledge, approve, askExtension, by, given, HOUR, RULES, T0, type Given } from './given';
import { migrate, next } from './other-rules';

const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.UTC(2026, 2, 2);
const at = (day: number, hour: number): number => MONDAY + day * DAY + hour * HOUR;
/** Monday to Friday until 17:00. */
const workingFrom = (hour: number): WorkingTime => ({
  name: `from-${hour}@1`,
  offsets: [{ fromMs: 0, minutes: 0 }],
  firstDay: MONDAY / DAY,
  days: '',
  knownThroughDay: MONDAY / DAY + 100,
  week: [...Array.from({ length: 5 }, () => [[hour * 60, 1020]] as const), [], []],
  usual: [[hour * 60, 1020]],
});
const OFFICE: IssueRules = { ...RULES, workingTime: workingFrom(9) };
const EARLY: IssueRules = { ...OFFICE, version: 2, workingTime: workingFrom(8) };
const hours = (count: number): Term => natural(count * HOUR);
const working = (count: number): Term => ({ ms: count * HOUR, time: 'working' });
const change = (nowMs: number, more: Partial<RuleChange> = {}): RuleChange => ({
  before: OFFICE,
  rules: OFFICE,
  why: 'procedure',
  nowMs,
  ...more,
});

describe('a clock of which nothing changes', () => {
  const warnings = [{ share: 0.5 }, { share: 0.75 }];
  test.each<[string, Clock, Parameters<typeof rechargeClock>[2]]>([
    ['natural', startClock(OFFICE, at(0, 9), hours(8)), { term: hours(8) }],
    ['working', startClock(OFFICE, at(0, 9), working(20)), { term: working(20) }],
    ['with warnings', startClock(OFFICE, at(0, 9), hours(8), warnings), { term: hours(8), warnings }],
    [
      'called out',
      { ...startClock(OFFICE, at(0, 9), hours(1)), dueAtMs: at(0, 11), round: 1 },
      { term: hours(1), every: hours(1) },
    ],
  ])('is left as it is (%s)', (_what, clock, to) => {
    expect(rechargeClock(change(at(0, 10)), clock, to)).toBe(clock);
  });

  test('is left as it is while it stands still, and has what it had left', () => {
    const paused = pauseClock(OFFICE, startClock(OFFICE, at(0, 9), hours(8)), at(0, 10));
    expect(rechargePaused(change(at(1, 10)), paused, { term: hours(8) })).toBe(paused);
  });

  test('GIVEN one warning of two is another THEN it warns of the new ones, and its deadline stays', () => {
    const clock = startClock(OFFICE, at(0, 9), hours(8), warnings);
    const moved = rechargeClock(change(at(0, 9)), clock, {
      term: hours(8),
      warnings: [{ share: 0.5 }, { share: 0.25 }],
    });
    expect(moved).toStrictEqual({ ...clock, warnAtMs: [at(0, 11), at(0, 13)] });
    const fewer = rechargeClock(change(at(0, 9)), clock, { term: hours(8), warnings: [{ share: 0.5 }] });
    expect(fewer.warnAtMs).toEqual([at(0, 13)]);
  });
});

describe('a deadline that comes out the same by another way', () => {
  test('GIVEN it is counted in another kind of time from now on THEN the clock says so', () => {
    // Three hours from nine o’clock, whichever way they are counted.
    const clock = startClock(OFFICE, at(0, 9), hours(3));
    const moved = rechargeClock(change(at(0, 10)), clock, { term: working(3) });
    expect(moved).toMatchObject({ dueAtMs: at(0, 12), time: 'working', round: 0 });
    expect(moved.charges.at(-1)).toStrictEqual({
      why: 'procedure',
      atMs: at(0, 10),
      ms: 0,
      dueAtMs: at(0, 12),
      termMs: 3 * HOUR,
    });
  });

  test('GIVEN a longer term and longer days THEN the longer term is noted', () => {
    // Eight hours on Monday and eight on Tuesday; or eight on Monday and nine on Tuesday.
    const clock = startClock(OFFICE, at(0, 9), working(16));
    const moved = rechargeClock(change(at(0, 9), { rules: EARLY }), clock, { term: working(17) });
    expect(moved.dueAtMs).toBe(clock.dueAtMs);
    expect(moved.charges.at(-1)).toMatchObject({ ms: 0, termMs: 17 * HOUR });
  });
});

describe('a clock that is called out', () => {
  /** The last tier has had it for 48 h, is told every hour since, and is told again half an hour from now. */
  const overdue = (): Given => {
    const issue = given();
    for (const id of ['lead', 'grid', 'group']) issue.and({ type: 'escalate', ...by(id), reason: 'up' });
    return issue.and(acknowledge('committee')).pass(59.5 * HOUR);
  };
  const handleOf = ({ state }: Given): Clock | undefined => state.clocks.handle;
  /** The same rules, with another repeat and other warnings of the last tier. */
  const last = (more: Partial<IssueRules['tiers'][number]>): IssueRules => ({
    ...RULES,
    version: 2,
    tiers: RULES.tiers.map((tier, index) => (index === 3 ? { ...tier, ...more } : tier)),
  });

  test('GIVEN the new rules call less often THEN the next call comes when it would have come', () => {
    const issue = overdue();
    expect(handleOf(issue)?.dueAtMs).toBe(T0 + 60 * HOUR);
    issue.and(migrate(), 0, { rules: last({ repeat: { every: hours(5), times: 2 } }) });
    expect(handleOf(issue)?.dueAtMs).toBe(T0 + 60 * HOUR);
    expect(handleOf(issue)?.charges).toHaveLength(1);
  });

  test('GIVEN the new rules warn THEN nobody is warned of a deadline that is over', () => {
    const issue = overdue().and(migrate(), 0, {
      rules: last({ warnings: [{ share: 0.99 }, { beforeMs: HOUR / 4 }] }),
    });
    expect(handleOf(issue)).not.toHaveProperty('warnAtMs');
  });

  test('GIVEN more time by which it is over too THEN it goes on calling; GIVEN enough THEN the deadline is as if it had always been', () => {
    const issue = overdue();
    const { round, dueAtMs } = handleOf(issue)!;
    issue.and(migrate(), 0, { rules: next(2) });
    expect(handleOf(issue)).toMatchObject({ round, dueAtMs });
    expect(handleOf(issue)?.charges.at(-1)).toMatchObject({ why: 'procedure', ms: 0, dueAtMs: T0 + 48 * HOUR });
    issue.and(migrate(), 0, { rules: { ...next(24), version: 3 } });
    expect(handleOf(issue)).toMatchObject({ round: 0, dueAtMs: T0 + 72 * HOUR });
  });

  test('GIVEN nobody could move for a day THEN the next call is as far away as it was', () => {
    const issue = overdue();
    issue.happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
    issue.and(migrate(), DAY, { rules: last({ repeat: { every: hours(2), times: 2 } }) });
    expect(handleOf(issue)?.dueAtMs).toBe(T0 + 59.5 * HOUR + DAY + HOUR / 2);
  });
});

describe('what was granted', () => {
  test('GIVEN a term that was over at once began anew WHEN it is extended and the old rules come back THEN only the extension is left of it', () => {
    const issue = given()
      .and(acknowledge('lead'), 5 * HOUR)
      .and(migrate(), 0, { rules: next(-6) })
      .and(askExtension('lead', 4))
      .and(approve('grid'));
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 11 * HOUR);
    issue.and(migrate(), HOUR, { rules: { ...RULES, version: 3 } });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 12 * HOUR);
  });

  test.each<Pause>(['suspension', 'dispatch', 'waiting'])(
    'a pause (%s) is kept when time is counted in another way from now on',
    (why) => {
      const clock = startClock(OFFICE, at(0, 9), hours(8));
      // It stood still from ten to twelve: eight hours are over at seven in the evening.
      const resumed = resumeClock(OFFICE, pauseClock(OFFICE, clock, at(0, 10)), at(0, 12), why);
      expect(resumed.dueAtMs).toBe(at(0, 19));
      // Five working hours end at two; with the two of the pause at four.
      expect(rechargeClock(change(at(0, 13)), resumed, { term: working(5) }).dueAtMs).toBe(at(0, 16));
    },
  );

  test('an extension is kept, and the change of rules before it is none', () => {
    const clock = startClock(OFFICE, at(0, 9), hours(3));
    const moved = rechargeClock(change(at(0, 9)), clock, { term: hours(4) });
    const extended = extendClock(OFFICE, moved, 2 * HOUR, at(0, 10));
    expect(extended.dueAtMs).toBe(at(0, 15));
    expect(rechargeClock(change(at(0, 10)), extended, { term: working(3) }).dueAtMs).toBe(at(0, 14));
  });
});

test('GIVEN rules that count working time and pin no calendar WHEN others with a calendar hold THEN it is measured by theirs', () => {
  const clock = startClock(OFFICE, at(0, 9), working(16));
  const lost = change(at(0, 10), { before: RULES });
  // One hour gone and fifteen left, and four more.
  expect(rechargeClock(lost, clock, { term: working(20) }).dueAtMs).toBe(at(2, 13));
});

test('rules that count working time and pin no calendar can’t start a clock', () => {
  expect(() => startClock(RULES, T0, working(1))).toThrow(RangeError);
});
