/** When a digest is due: that of a walk, minute by minute, over what a clock on the wall shows, also where the clocks change. */
import fc from 'fast-check';
import { zoneClock } from '../../../domain/directory/zone-clock';
import { nextDigest } from '../../../domain/duty/next-digest';
import { plusDays, WallClock, weekdayOf } from './wall-clock';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MINUTE = 60_000;

/** The zone, and a day on which its clocks change; Shanghai's never do. */
const CHANGES = [
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2027-03-28'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  // At midnight: the day begins at one.
  ['America/Santiago', '2026-09-06'],
  ['Asia/Shanghai', '2027-03-01'],
] as const;

describe.each(CHANGES)('%s around %s', (zone, day) => {
  const wall = new WallClock(
    zone,
    plusDays(`${day}T00:00`, -14).slice(0, 10),
    plusDays(`${day}T00:00`, 14).slice(0, 10),
  );
  const clock = zoneClock(zone);
  const change = Date.parse(`${day}T00:00Z`) / MINUTE;

  /** Every local day in turn; its digest is at the first minute that shows the time, or as much later where none does. */
  function walked(at: string, on: string | undefined, afterMinute: number): number {
    const today = wall.localAt(afterMinute).slice(0, 10);
    const candidates = Array.from({ length: 10 }, (_, days) => plusDays(`${today}T${at}`, days - 1))
      .filter((local) => on === undefined || weekdayOf(local) === on)
      .map((local) => wall.minuteOf(local))
      .filter((minute) => minute > afterMinute);
    return Math.min(...candidates);
  }

  test('the next one is strictly later, at that time of day, on that day of the week', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3 * 1_440, max: 3 * 1_440 }),
        fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:45', '03:00', '08:00', '23:59'),
        fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
        (offset, at, on) => {
          const [hours = 0, minutes = 0] = at.split(':').map(Number);
          const digest = { atMinute: hours * 60 + minutes, ...(on === undefined ? {} : { on: DAYS.indexOf(on) }) };
          const found = nextDigest(digest, clock, (change + offset) * MINUTE);
          expect(found / MINUTE).toBe(walked(at, on, change + offset));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('one after the other they pass no day over and none twice', () => {
    let atMs = (change - 5 * 1_440) * MINUTE;
    const seen: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      atMs = nextDigest({ atMinute: 2 * 60 + 30 }, clock, atMs);
      seen.push(wall.localAt(atMs / MINUTE).slice(0, 10));
    }
    expect(seen).toStrictEqual(seen.map((_, days) => plusDays(`${seen[0]}T00:00`, days).slice(0, 10)));
  });
});
