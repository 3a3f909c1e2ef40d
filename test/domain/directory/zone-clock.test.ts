import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { instantOf } from '../../../domain/directory/written-time';
import { zoneClock } from '../../../domain/directory/zone-clock';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Shanghai',
  'America/St_Johns',
  // Left out a whole day; changes at midnight; has a second winter in Ramadan.
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Casablanca',
];
const MINUTE = 60_000;
const year = (at: number): number => Date.UTC(at, 0, 1);
const minute = fc.integer({ min: year(2010) / MINUTE, max: year(2060) / MINUTE }).map((minutes) => minutes * MINUTE);

/** Local times within two hours of a change of the clocks, where every mistake is. */
const nearAChange = (zone: string) => {
  const changes: number[] = [];
  let at = Temporal.ZonedDateTime.from({ timeZone: zone, year: 2011, month: 1, day: 1 }).getTimeZoneTransition('next');
  for (; at !== null && at.year < 2030; at = at.getTimeZoneTransition('next')) changes.push(at.epochMilliseconds);
  if (changes.length === 0) return minute;
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -120, max: 120 }), fc.boolean())
    .map(([change, minutes, before]) => {
      const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(
        before ? change - 1 : change,
      ).toZonedDateTimeISO(zone);
      return change + offsetNanoseconds / 1e6 + minutes * MINUTE;
    });
};

describe.each(ZONES)('%s', (zone) => {
  test('local times become the instants that Temporal gives', () => {
    fc.assert(
      fc.property(fc.oneof(minute, nearAChange(zone)), (local) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(local)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime()
          .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
        expect(zoneClock(zone).toInstant(local)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('instants become what the clock shows', () => {
    fc.assert(
      fc.property(fc.oneof(minute, nearAChange(zone)), (atMs) => {
        const here = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
        expect(zoneClock(zone).toLocal(atMs)).toBe(atMs + here.offsetNanoseconds / 1e6);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ['2026-12-01', 'Asia/Shanghai', '2026-11-30T16:00Z'],
  ['2026-12-01T08:00', 'Asia/Shanghai', '2026-12-01T00:00Z'],
  ['2026-12-01T08:00+01:00', 'Asia/Shanghai', '2026-12-01T07:00Z'],
  ['2026-12-01T08:00-03:30', 'Asia/Shanghai', '2026-12-01T11:30Z'],
  ['2026-12-01T08:00Z', 'Asia/Shanghai', '2026-12-01T08:00Z'],
  // Skipped: as much later. Twice: the first.
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(instantOf(text, zone)).toBe(Date.parse(instant));
});

test.each([
  '2026-02-30',
  '2026-13-01',
  '1999-12-31',
  '2026-12-01T24:00',
  '2026-12-01 08:00',
  'tomorrow',
  20261201,
  null,
])('%p is no time', (text) => {
  expect(instantOf(text, 'Asia/Shanghai')).toBeUndefined();
});
