import { calendarDay } from '../../../domain/calendar/calendar';
import { daysFrom, formatDay } from '../../../domain/calendar/day';
import { addWorking, isProvisional, workingBetween } from '../../../domain/calendar/working-time';
import { policies } from '../procedure/shipped';
import { day, HOUR } from './any-calendar';

const calendar = policies.calendars.get('cn-office');
if (calendar === undefined) throw new Error('cn-office is not shipped');
const { time, usualDayMs } = calendar;
const at = (local: string): number => Date.parse(`${local}+08:00`);

describe('GIVEN the office calendar of 2026 WHEN a term is counted in working days', () => {
  it.each([
    ['over a make-up Sunday', '2026-09-18T16:00', 5, '2026-09-24T16:00'],
    ['over a make-up Sunday and the Mid-Autumn Festival', '2026-09-18T16:00', 6, '2026-09-28T16:00'],
    ['over National Day', '2026-09-30T17:00', 1, '2026-10-08T17:00'],
    ['over National Day onto the make-up Saturday', '2026-09-30T17:00', 3, '2026-10-10T17:00'],
    ['over National Day, the make-up Saturday and a Sunday', '2026-09-30T17:00', 4, '2026-10-12T17:00'],
    ['onto the make-up Saturday before the Spring Festival', '2026-02-13T10:00', 1, '2026-02-14T10:00'],
    ['over the Spring Festival', '2026-02-13T10:00', 2, '2026-02-24T10:00'],
    ['onto the make-up Saturday after it', '2026-02-24T10:00', 4, '2026-02-28T10:00'],
    ['from the evening before New Year onto the make-up Sunday', '2025-12-31T18:00', 1, '2026-01-04T17:30'],
    ['over an ordinary weekend', '2026-07-10T17:30', 1, '2026-07-13T17:30'],
    ['from the lunch break', '2026-07-14T13:00', 1, '2026-07-15T12:00'],
    ['from the middle of the night', '2026-07-14T03:00', 2, '2026-07-15T17:30'],
  ])('%s THEN it ends when the practice says', (_what, from, days, due) => {
    const dueAtMs = addWorking(time, at(from), days * usualDayMs);
    expect(new Date(dueAtMs)).toEqual(new Date(at(due)));
    expect(isProvisional(time, dueAtMs)).toBe(false);
  });

  it('THEN one that runs into a year without a notice is provisional, and counts by the week alone', () => {
    const dueAtMs = addWorking(time, at('2026-12-31T17:00'), usualDayMs);
    expect(new Date(dueAtMs)).toEqual(new Date(at('2027-01-01T17:00')));
    expect(isProvisional(time, dueAtMs)).toBe(true);
  });
});

it('GIVEN the notice for 2026 THEN the year has 248 working days, six of them on weekends', () => {
  const year = daysFrom(day('2026-01-01'), day('2026-12-31')).map((one) => calendarDay(calendar, one));
  expect(usualDayMs).toBe(7 * HOUR);
  expect(year.filter(({ hours }) => hours.length > 0)).toHaveLength(248);
  expect(workingBetween(time, at('2026-01-01T00:00'), at('2027-01-01T00:00'))).toBe(248 * 7 * HOUR);
  expect(year.filter(({ makeUp }) => makeUp).map((one) => [formatDay(one.day), one.weekday])).toEqual([
    ['2026-01-04', 6],
    ['2026-02-14', 5],
    ['2026-02-28', 5],
    ['2026-05-09', 5],
    ['2026-09-20', 6],
    ['2026-10-10', 5],
  ]);
  expect(year.filter(({ holiday }) => holiday !== undefined)).toHaveLength(33);
});
