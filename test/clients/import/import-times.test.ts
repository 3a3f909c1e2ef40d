/** Times as other systems write them, against what Temporal makes of the same. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { parseTime } from '../../../clients/import/times';

const ZONE = 'Asia/Shanghai';

it.each([
  ['2025-03-01T08:00:00Z', 'ymd', '2025-03-01T08:00:00Z'],
  ['2025-03-01T08:00:00.250+01:00', 'ymd', '2025-03-01T07:00:00Z'],
  ['2025-03-01 08:00', 'ymd', '2025-03-01T00:00:00Z'],
  ['2025/3/1 8:05', 'ymd', '2025-03-01T00:05:00Z'],
  ['2025-03-01', 'mdy', '2025-02-28T16:00:00Z'],
  ['01.03.2025 08:00', 'dmy', '2025-03-01T00:00:00Z'],
  ['01/03/2025 08:00', 'mdy', '2025-01-03T00:00:00Z'],
  ['2024-02-29', 'ymd', '2024-02-28T16:00:00Z'],
] as const)('%s (%s) is %s', (text, order, expected) => {
  expect(parseTime(text, order, ZONE)).toBe(Date.parse(expected));
});

it.each([
  '',
  'yesterday',
  '2025-02-29',
  '2025-13-01',
  '2025-00-10',
  '2025-01-01 24:00',
  '2025-01-01 10:60',
  '25-01-01',
])('%j is no time', (text) => {
  expect(parseTime(text, 'ymd', ZONE)).toBeUndefined();
});

it('reads back whatever a zone shows, but for the hour that a change of clocks says twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'),
      (seconds, zone) => {
        const there = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toZonedDateTimeISO(zone);
        const text = there.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
        const meant = there.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'compatible' });
        expect(parseTime(text, 'ymd', zone)).toBe(meant.epochMilliseconds);
        const withOffset = there.toString({ timeZoneName: 'never' });
        expect(parseTime(withOffset, 'ymd', 'Asia/Tokyo')).toBe(seconds * 1_000);
      },
    ),
  );
});
