/** Calendars as they may be anywhere, and a slow count by the clock on the wall to hold the quick one against. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { compileCalendar } from '../../../domain/calendar/compile';
import { parseDay } from '../../../domain/calendar/day';
import { WEEKDAYS, type CalendarDocument } from '../../../domain/calendar/schema';
import type { Hours, WorkingTime } from '../../../domain/calendar/working-time';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const;
export const day = (text: string): number => {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`${text} is no day`);
  return found;
};

export const documentOf = (changes: Partial<CalendarDocument> = {}): CalendarDocument => ({
  id: 'any',
  version: 1,
  name: { zh: '历', en: 'Calendar' },
  zone: 'Asia/Shanghai',
  'known-through': day('2026-12-31'),
  week: { monday: [[540, 1_020]] },
  holidays: [],
  workdays: [],
  source: 'made up',
  ...changes,
});
export const workingTime = (changes: Partial<CalendarDocument> = {}): WorkingTime =>
  compileCalendar(documentOf(changes), 'any.yaml').time;

/** Stretches of one day in their order: an even number of different minutes, taken in pairs. */
const hours = (from: number, most: number): fc.Arbitrary<readonly Hours[]> =>
  fc
    .uniqueArray(fc.integer({ min: from, max: 1_440 }), { maxLength: most * 2 })
    .map((ends) => ends.sort((a, b) => a - b))
    .map((ends) =>
      ends.flatMap((end, index) => (index % 2 === 1 ? [[ends[index - 1] ?? 0, end] as [number, number]] : [])),
    );

/** @param from the first minute of the day at which anybody may work */
export const anyDocument = (from: number): fc.Arbitrary<CalendarDocument> =>
  fc
    .record({
      zone: fc.constantFrom(...ZONES),
      days: fc.array(hours(from, 3), { minLength: 7, maxLength: 7 }),
      usual: hours(from, 2),
      off: fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 40 }),
      worked: fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 40 }),
    })
    .map(({ zone, days, usual, off, worked }) => {
      // At least one day has hours, as loading makes sure of.
      const week = days.some((one) => one.length > 0) ? days : [[[600, 660] as const], ...days.slice(1)];
      const first = day('2026-01-01');
      const holidays = off.map((at) => ({ from: first + at, to: first + at, name: { zh: '假', en: 'off' } }));
      const workdays = worked
        .filter((at) => !off.includes(at) && (week[(at + 3) % 7] ?? []).length === 0)
        .map((at) => first + at);
      return documentOf({
        zone,
        holidays,
        workdays,
        week: Object.fromEntries(WEEKDAYS.map((name, index) => [name, week[index]])),
        ...(usual.length > 0 ? { usual: [...usual] as CalendarDocument['usual'] } : {}),
      });
    });

/** Minutes around which clocks change somewhere, and any others of 2026. */
const CHANGES = ['2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T06:00Z'].map(Date.parse);
export const anyMinute: fc.Arbitrary<number> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 3) / MINUTE, max: Date.UTC(2026, 11, 20) / MINUTE }),
    fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1_500, max: 300 })).map(([at, by]) => at / MINUTE + by),
  )
  .map((minute) => minute * MINUTE);

const hoursByDocument = (document: CalendarDocument, date: Temporal.PlainDate): readonly Hours[] => {
  const at = day(date.toString());
  if (document.holidays.some(({ from, to }) => from <= at && at <= (to ?? from))) return [];
  const byWeek = document.week[WEEKDAYS[date.dayOfWeek - 1] ?? 'monday'] ?? [];
  if (!document.workdays.includes(at)) return byWeek;
  return document.usual ?? WEEKDAYS.map((name) => document.week[name] ?? []).find((one) => one.length > 0) ?? [];
};

/** Whether anybody works in the minute that begins then, by the clock on the wall and the document as written. */
export function worksBy(document: CalendarDocument): (atMs: number) => boolean {
  const known = new Map<string, readonly Hours[]>();
  return (atMs) => {
    const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(document.zone);
    const date = local.toPlainDate();
    const hoursOfDay = known.get(date.toString()) ?? hoursByDocument(document, date);
    known.set(date.toString(), hoursOfDay);
    const minute = local.hour * 60 + local.minute;
    return hoursOfDay.some(([from, to]) => from <= minute && minute < to);
  };
}
