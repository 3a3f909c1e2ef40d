/** Whoever goes to other rules and back has the deadlines that they had, whatever happened on the way there. */
import fc from 'fast-check';
import {
  extendClock,
  natural,
  pauseClock,
  rechargeClock,
  rechargePaused,
  resumeClock,
  startClock,
  type Clock,
  type Instant,
  type IssueRules,
  type Term,
} from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import { HOUR, RULES, T0 } from './given';

const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 2, 2);
const calendar = (name: string, days: string, from = 540): WorkingTime => ({
  name,
  offsets: [{ fromMs: 0, minutes: 0 }],
  firstDay: MONDAY / DAY,
  days,
  knownThroughDay: MONDAY / DAY + days.length - 1,
  week: [
    [[from, 1020]],
    [[from, 1020]],
    [
      [from, 720],
      [780, 1020],
    ],
    [[from, 1020]],
    [[from, 1020]],
    [],
    [],
  ],
  usual: [[from, 1020]],
});
const OLD: IssueRules = { ...RULES, workingTime: calendar('old@1', '111110011111') };
/** The next version of the calendar: another holiday, and work begins earlier. */
const NEW: IssueRules = { ...RULES, version: 2, workingTime: calendar('new@2', '110110001111', 480) };

const hours = fc.integer({ min: 1, max: 80 });
const time = fc.constantFrom('natural' as const, 'working' as const);
const term = (ms: number, kind: Term['time']): Term => ({ ms: ms * HOUR, time: kind });
const step = fc.record({
  what: fc.constantFrom('extend' as const, 'pause' as const),
  afterH: fc.double({ min: 0, max: 10, noNaN: true }),
  forH: fc.integer({ min: 1, max: 40 }),
});

interface Ran {
  readonly clock: Clock;
  readonly nowMs: Instant;
}

/** A clock that was extended and stood still as the steps say, as long as it is not over. */
function run(
  first: Term,
  steps: readonly { readonly what: 'extend' | 'pause'; readonly afterH: number; readonly forH: number }[],
): Ran {
  let ran: Ran = { clock: startClock(OLD, T0, first), nowMs: T0 };
  for (const { what, afterH, forH } of steps) {
    const nowMs = Math.round(ran.nowMs + afterH * HOUR);
    if (nowMs >= ran.clock.dueAtMs) break;
    ran =
      what === 'extend'
        ? { clock: extendClock(OLD, ran.clock, forH * HOUR, nowMs), nowMs }
        : {
            clock: resumeClock(OLD, pauseClock(OLD, ran.clock, nowMs), nowMs + forH * HOUR),
            nowMs: nowMs + forH * HOUR,
          };
  }
  return ran;
}

const there = { before: OLD, rules: NEW, why: 'procedure' as const };
const back = { before: NEW, rules: OLD, why: 'procedure' as const };

describe('there and back', () => {
  test('of a running clock, at once, in whichever kind of time and by whichever calendar', () => {
    fc.assert(
      fc.property(
        hours,
        time,
        hours,
        time,
        fc.array(step, { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, kindA, b, kindB, steps, gone) => {
          const { clock, nowMs: ranMs } = run(term(a, kindA), steps);
          const nowMs = ranMs + Math.floor((clock.dueAtMs - 1 - ranMs) * gone);
          const moved = rechargeClock({ ...there, nowMs }, clock, { term: term(b, kindB) });
          expect(moved.dueAtMs).toBeGreaterThan(nowMs);
          expect(moved.time).toBe(kindB);
          const again = rechargeClock({ ...back, nowMs }, moved, { term: term(a, kindA) });
          // In the millisecond in which work ends what is left is nothing, and nobody's time is over before they are told.
          expect(Math.abs(again.dueAtMs - clock.dueAtMs)).toBeLessThanOrEqual(kindA === 'natural' ? 0 : 1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('of a running natural clock, some time later', () => {
    fc.assert(
      fc.property(hours, hours, fc.array(step, { maxLength: 4 }), fc.nat(HOUR), (a, b, steps, laterMs) => {
        const { clock, nowMs } = run(term(a, 'natural'), steps);
        fc.pre(clock.dueAtMs > nowMs + laterMs);
        const moved = rechargeClock({ ...there, nowMs }, clock, { term: term(b, 'natural') });
        fc.pre(moved.dueAtMs > nowMs + laterMs);
        const again = rechargeClock({ ...back, nowMs: nowMs + laterMs }, moved, { term: term(a, 'natural') });
        expect(again.dueAtMs).toBe(clock.dueAtMs);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of a clock that stands still', () => {
    fc.assert(
      fc.property(
        hours,
        time,
        hours,
        time,
        fc.array(step, { maxLength: 3 }),
        hours,
        (a, kindA, b, kindB, steps, laterH) => {
          const { clock, nowMs } = run(term(a, kindA), steps);
          const paused = pauseClock(OLD, clock, nowMs);
          fc.pre(paused.leftMs > 0);
          const moved = rechargePaused({ ...there, nowMs: nowMs + laterH * HOUR }, paused, { term: term(b, kindB) });
          expect(moved.leftMs).toBeGreaterThan(0);
          const again = rechargePaused({ ...back, nowMs: nowMs + laterH * HOUR }, moved, { term: term(a, kindA) });
          expect(Math.abs(again.leftMs - paused.leftMs)).toBeLessThanOrEqual(kindA === 'natural' ? 0 : 1);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('what is granted is kept', () => {
  test('the change of rules moves a natural deadline by the difference of the terms, whatever was granted before', () => {
    fc.assert(
      fc.property(hours, hours, fc.array(step, { maxLength: 4 }), (a, b, steps) => {
        const { clock, nowMs } = run(term(a, 'natural'), steps);
        const wanted = clock.dueAtMs + (b - a) * HOUR;
        fc.pre(wanted > nowMs);
        expect(rechargeClock({ ...there, nowMs }, clock, { term: term(b, 'natural') }).dueAtMs).toBe(wanted);
      }),
    );
  });

  test('what was granted by the clock ends in working hours when time is counted by them from now on', () => {
    const extended = extendClock(
      OLD,
      startClock(OLD, MONDAY + 9 * HOUR, natural(8 * HOUR)),
      5 * HOUR,
      MONDAY + 9 * HOUR,
    );
    // Eight working hours end at 17:00; five hours later nobody works, so the deadline is when they begin again.
    const moved = rechargeClock({ ...there, nowMs: MONDAY + 10 * HOUR }, extended, { term: term(8, 'working') });
    expect(moved.dueAtMs).toBe(MONDAY + DAY + 8 * HOUR + 1);
  });

  test('a new holiday moves what is left, and nothing that has passed', () => {
    const clock = startClock(OLD, MONDAY + 9 * HOUR, term(20, 'working'));
    // Monday and Tuesday 16 hours, Wednesday 9 to 12 and 13 to 14.
    expect(clock.dueAtMs).toBe(MONDAY + 2 * DAY + 14 * HOUR);
    const holiday: IssueRules = { ...OLD, workingTime: calendar('next@2', '110110011111') };
    const change = { before: OLD, rules: holiday, why: 'calendar' as const, nowMs: MONDAY + DAY + 9 * HOUR };
    const moved = rechargeClock(change, clock, { term: term(20, 'working') });
    expect(moved.dueAtMs).toBe(MONDAY + 3 * DAY + 13 * HOUR);
    expect(moved.charges.at(-1)).toMatchObject({ why: 'calendar', ms: 23 * HOUR });
  });
});
