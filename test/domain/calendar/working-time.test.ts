import fc from 'fast-check';
import {
  addWorking,
  isProvisional,
  isWorking,
  workingBetween,
  type WorkingTime,
} from '../../../domain/calendar/working-time';
import { compileCalendar } from '../../../domain/calendar/compile';
import { anyDocument, anyMinute, DAY, day, HOUR, MINUTE, workingTime, worksBy, ZONES } from './any-calendar';

/** Clocks change at night, so that the wall says one thing for every minute after four. */
const BY_DAY = 240;
const anyTime: fc.Arbitrary<WorkingTime> = fc
  .tuple(anyDocument(0), fc.option(fc.integer({ min: 2, max: 100_000 }), { nil: undefined }))
  .map(([document, factor]) => {
    const { time } = compileCalendar(document, 'any.yaml');
    return factor === undefined ? time : { ...time, scale: { factor, anchorMs: Date.UTC(2026, 5, 1) } };
  });
const anyInstant = fc.integer({ min: Date.UTC(2026, 4, 25), max: Date.UTC(2026, 5, 2) });
/** Short in the time of the calendar, however fast it runs. */
const anySpan = (time: WorkingTime, share: number): number =>
  Math.round((share * 40 * HOUR) / (time.scale?.factor ?? 1));
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Whole minutes of a calendar that is not scaled lie within a few weeks of each other. */
const isQuick = ({ week }: WorkingTime): boolean =>
  week.flat().reduce((sum, [from, to]) => sum + to - from, 0) >= 5 * 60;

describe('GIVEN any calendar in any of four zones WHEN working time is counted', () => {
  it('THEN between two instants it is what counting minute by minute on the wall clock gives', () => {
    const window = fc.tuple(anyDocument(BY_DAY), anyMinute, fc.integer({ min: 0, max: 1_500 }));
    fc.assert(
      fc.property(window, ([document, fromMs, minutes]) => {
        const works = worksBy(document);
        const slow = Array.from({ length: minutes }, (_, index) => works(fromMs + index * MINUTE)).filter(
          Boolean,
        ).length;
        const { time } = compileCalendar(document, 'any.yaml');
        expect(workingBetween(time, fromMs, fromMs + minutes * MINUTE)).toBe(slow * MINUTE);
      }),
      { numRuns: 25 },
    );
  });

  it('THEN a term ends with the minute in which the wall clock has counted it', () => {
    fc.assert(
      fc.property(anyDocument(BY_DAY), anyMinute, fc.integer({ min: 1, max: 600 }), (document, fromMs, minutes) => {
        const { time } = compileCalendar(document, 'any.yaml');
        fc.pre(isQuick(time));
        const works = worksBy(document);
        const dueAtMs = addWorking(time, fromMs, minutes * MINUTE);
        fc.pre(dueAtMs - fromMs < 3 * DAY);
        let left = minutes;
        let atMs = fromMs;
        for (; left > 0 && atMs <= dueAtMs; atMs += MINUTE) if (works(atMs)) left -= 1;
        expect({ left, atMs }).toEqual({ left: 0, atMs: dueAtMs });
      }),
      { numRuns: 25 },
    );
  });

  it('THEN a minute is working time exactly when the wall clock says so', () => {
    fc.assert(
      fc.property(anyDocument(BY_DAY), fc.array(anyMinute, { minLength: 20 }), (document, minutes) => {
        const { time } = compileCalendar(document, 'any.yaml');
        const works = worksBy(document);
        for (const atMs of minutes) expect(isWorking(time, atMs)).toBe(works(atMs));
      }),
      { numRuns: 25 },
    );
  });
});

describe('GIVEN any calendar, scaled or not, with hours of the night too', () => {
  it('THEN what a term adds is what lies between, to the millisecond', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, share, (time, fromMs, part) => {
        const spanMs = anySpan(time, part);
        expect(workingBetween(time, fromMs, addWorking(time, fromMs, spanMs))).toBe(spanMs);
      }),
      { numRuns: 300 },
    );
  });

  it('THEN a factor that is no whole number loses a millisecond at most', () => {
    const factor = fc.double({ min: 1.01, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(anyTime, factor, anyInstant, share, (whole, odd, fromMs, part) => {
        const time = { ...whole, scale: { factor: odd, anchorMs: Date.UTC(2026, 5, 1) } };
        const spanMs = anySpan(time, part);
        const counted = workingBetween(time, fromMs, addWorking(time, fromMs, spanMs));
        expect(Math.abs(counted - spanMs)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('THEN longer terms and later beginnings never end earlier', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, anyInstant, share, share, (time, one, other, part, otherPart) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        const [short, long] = [part, otherPart].sort((a, b) => a - b).map((each) => anySpan(time, each)) as [
          number,
          number,
        ];
        expect(addWorking(time, first, short)).toBeLessThanOrEqual(addWorking(time, first, long));
        expect(addWorking(time, first, short)).toBeLessThanOrEqual(addWorking(time, last, short));
      }),
      { numRuns: 300 },
    );
  });

  it('THEN a term ends in working hours, or at their end', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, share, (time, fromMs, part) => {
        fc.pre(time.scale === undefined);
        const spanMs = Math.max(1, anySpan(time, part));
        expect(isWorking(time, addWorking(time, fromMs, spanMs) - 1)).toBe(true);
        expect(addWorking(time, fromMs, 0)).toBe(fromMs);
      }),
      { numRuns: 300 },
    );
  });

  it('THEN a term that is counted in two parts ends as if it had been counted at once', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, share, share, (time, fromMs, part, otherPart) => {
        fc.pre(time.scale === undefined);
        const [first, second] = [anySpan(time, part), anySpan(time, otherPart)];
        const atOnce = addWorking(time, fromMs, first + second);
        expect(addWorking(time, addWorking(time, fromMs, first), second)).toBe(atOnce);
        const middle = fromMs + Math.round((atOnce - fromMs) * part);
        expect(workingBetween(time, fromMs, middle) + workingBetween(time, middle, atOnce)).toBe(first + second);
      }),
      { numRuns: 300 },
    );
  });

  it('THEN a scaled one ends when the unscaled one does by its fast clock, and never earlier', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, share, (time, fromMs, part) => {
        const { scale, ...real } = time;
        fc.pre(scale !== undefined);
        const spanMs = anySpan(time, part);
        const fast = (atMs: number): number => scale.anchorMs + (atMs - scale.anchorMs) * scale.factor;
        const wanted = addWorking(real, fast(fromMs), spanMs * scale.factor);
        const lateMs = fast(addWorking(time, fromMs, spanMs)) - wanted;
        // Instants are whole milliseconds: one of them is `factor` milliseconds of the calendar.
        expect(lateMs).toBeGreaterThanOrEqual(-0.01);
        expect(lateMs).toBeLessThan(scale.factor + 0.01);
      }),
      { numRuns: 300 },
    );
  });
});

describe('GIVEN an office of nine to five on Mondays', () => {
  const time = workingTime();
  const monday = Date.parse('2026-06-01T09:00+08:00');

  it.each([
    ['nothing is over at once, even at night', '2026-06-01T03:00+08:00', 0, '2026-06-01T03:00+08:00'],
    ['a term from the night begins with the office', '2026-06-01T03:00+08:00', HOUR, '2026-06-01T10:00+08:00'],
    ['a term that fills the day ends with it', '2026-06-01T09:00+08:00', 8 * HOUR, '2026-06-01T17:00+08:00'],
    [
      'one millisecond more is the next Monday',
      '2026-06-01T09:00+08:00',
      8 * HOUR + 1,
      '2026-06-08T09:00:00.001+08:00',
    ],
    [
      'from the last second on the rest is a week later',
      '2026-06-01T16:59:59+08:00',
      2_000,
      '2026-06-08T09:00:01+08:00',
    ],
  ])('%s', (_what, from, spanMs, due) =>
    expect(new Date(addWorking(time, Date.parse(from), spanMs))).toEqual(new Date(due)),
  );

  it('nothing lies between an instant and an earlier one', () => {
    expect(workingBetween(time, monday + HOUR, monday)).toBe(0);
    expect(workingBetween(time, monday, monday)).toBe(0);
  });

  it('the office is open from its first moment, and closed at its last', () => {
    expect(isWorking(time, monday)).toBe(true);
    expect(isWorking(time, monday - 1)).toBe(false);
    expect(isWorking(time, monday + 8 * HOUR - 1)).toBe(true);
    expect(isWorking(time, monday + 8 * HOUR)).toBe(false);
  });

  it('a calendar that never works is said to be one, instead of a search without end', () => {
    expect(() => addWorking({ ...time, week: [] }, monday, 1)).toThrow(/any@1 has no working time/);
  });

  it.each(ZONES)('what falls due after the last published day, by the days of %s, is provisional', (zone) => {
    const local = workingTime({ zone, 'known-through': day('2026-09-30') });
    const offset = {
      'Asia/Shanghai': '+08:00',
      'Europe/Berlin': '+02:00',
      'America/New_York': '-04:00',
      'Asia/Kolkata': '+05:30',
    };
    const midnight = Date.parse(`2026-10-01T00:00${offset[zone]}`);
    expect(isProvisional(local, midnight - 1)).toBe(false);
    expect(isProvisional(local, midnight)).toBe(true);
  });
});

it('GIVEN the working day after a change of the clocks WHEN it begins THEN it is by the new clock', () => {
  // A search for the change near the opening once missed it by an hour, and opened the office an hour late.
  const time = workingTime({ zone: 'America/New_York', week: { monday: [[240, 360]] } });
  expect(isWorking(time, Date.parse('2026-03-09T04:00-04:00'))).toBe(true);
  expect(isWorking(time, Date.parse('2026-03-09T06:00-04:00'))).toBe(false);
});

describe('GIVEN an office at night where the clocks change', () => {
  const all = [[0, 1_440]] as [[number, number]];
  const berlin = (from: number, to: number): WorkingTime =>
    workingTime({ zone: 'Europe/Berlin', week: { saturday: all, sunday: [[from, to]], monday: all } });
  const spring = ['2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'].map(Date.parse) as [number, number];
  const autumn = ['2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00'].map(Date.parse) as [number, number];

  it.each([
    ['spring', 'around the hour that is left out', spring, 60, 240, 2],
    ['spring', 'that opens in it', spring, 150, 300, 2],
    ['spring', 'that closes in it', spring, 60, 150, 1],
    ['spring', 'within it', spring, 130, 170, 0],
    ['autumn', 'around the hour that comes twice', autumn, 60, 240, 4],
    ['autumn', 'that opens in it', autumn, 150, 240, 2.5],
    ['autumn', 'that closes in it', autumn, 60, 150, 1.5],
    ['autumn', 'within it', autumn, 135, 165, 0.5],
    ['autumn', 'that opens when it is over', autumn, 180, 240, 1],
    ['autumn', 'that closes when it is over', autumn, 60, 180, 3],
    ['spring', 'all day', spring, 0, 1_440, 23],
    ['autumn', 'all day', autumn, 0, 1_440, 25],
  ] as const)('in %s, %s THEN its hours are those that pass', (_season, _what, [from, to], opens, closes, expected) => {
    expect(workingBetween(berlin(opens, closes), from, to) / HOUR).toBe(expected);
  });
});
