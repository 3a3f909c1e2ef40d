/** Days and hours as people write them, and what a day of the calendar is for whoever reads it. */
import { calendarDay } from '../../../domain/calendar/calendar';
import { compileCalendar } from '../../../domain/calendar/compile';
import { formatDay, parseDay, yearOf } from '../../../domain/calendar/day';
import { formatHours, parseHours } from '../../../domain/calendar/hours';
import { parseCalendar, readCalendar } from '../../../domain/calendar/parse';
import { addWorking, isProvisional, isWorking, workingBetween } from '../../../domain/calendar/working-time';
import { day, DAY, documentOf, HOUR, workingTime } from './any-calendar';

describe('a day as it is written', () => {
  it.each(['2000-01-01', '2024-02-29', '2026-10-01', '2099-12-31'])('%s is one', (text) => {
    const found = parseDay(text);
    expect(found).toBe(Date.parse(text) / DAY);
    expect(formatDay(found ?? 0)).toBe(text);
    expect(yearOf(found ?? 0)).toBe(Number(text.slice(0, 4)));
  });

  it.each([
    '1999-12-31',
    '2100-01-01',
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    'x2026-10-01',
    '2026-10-01x',
    ' 2026-10-01',
    '+002026-10-01',
    '1 Oct 2026',
    '',
    20_261_001,
    ['2026-10-01'],
    undefined,
    null,
  ])('%j is none', (text) => expect(parseDay(text)).toBeUndefined());
});

describe('hours as they are written', () => {
  it.each([
    ['00:00-24:00', [0, 1_440]],
    ['08:30-12:00', [510, 720]],
    ['19:05-23:59', [1_145, 1_439]],
  ] as const)('%s are some', (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
    expect(formatHours(hours)).toBe(text);
  });

  it.each([
    'x08:30-12:00',
    '08:30-12:00x',
    '8:30-12:00',
    '08:60-12:00',
    '08:30-12:60',
    '25:00-26:00',
    '08:00-24:01',
    '24:01-24:02',
    '08:30',
    '',
    830,
    ['08:30-12:00'],
    undefined,
  ])('%j are none', (text) => expect(parseHours(text)).toBeUndefined());
});

describe('a day of the calendar', () => {
  const calendar = compileCalendar(
    documentOf({
      'known-through': day('2026-12-31'),
      holidays: [
        { from: day('2026-10-01'), to: day('2026-10-03'), name: { zh: '国庆', en: 'National Day' } },
        { from: day('2026-12-25'), name: { zh: '圣诞', en: 'Christmas' } },
      ],
      workdays: [day('2026-10-10')],
    }),
    'any.yaml',
  );
  const read = (text: string) => calendarDay(calendar, day(text));

  it.each([
    ['2026-09-30', undefined],
    ['2026-10-01', 'National Day'],
    ['2026-10-03', 'National Day'],
    ['2026-10-04', undefined],
    ['2026-12-25', 'Christmas'],
    ['2026-12-26', undefined],
  ])('%s: the holiday is %s', (text, name) => {
    expect(read(text).holiday?.name.en).toBe(name);
    if (name === undefined) expect(read(text)).not.toHaveProperty('holiday');
  });

  it('is provisional from the first day on that nobody has published', () => {
    expect(read('2026-12-31').provisional).toBe(false);
    expect(read('2027-01-01').provisional).toBe(true);
  });

  it('has the usual hours where it makes up for a holiday, and is said to', () => {
    expect(read('2026-10-10')).toEqual({
      day: day('2026-10-10'),
      weekday: 5,
      hours: [[540, 1_020]],
      makeUp: true,
      provisional: false,
    });
    expect(read('2026-10-12')).toMatchObject({ weekday: 0, hours: [[540, 1_020]], makeUp: false });
    expect(read('2026-10-13')).toMatchObject({ weekday: 1, hours: [], makeUp: false });
  });
});

it('GIVEN a file with nothing in it WHEN it is read THEN that is said, and nothing is thrown', () => {
  const source = { path: 'policies/calendars/none.yaml', text: '' };
  expect(readCalendar(source)).toEqual({ problems: [expect.objectContaining({ reason: 'is empty' })] });
  expect(() => parseCalendar(source)).toThrow(expect.objectContaining({ code: 'CALENDAR_INVALID' }) as Error);
});

describe('GIVEN an office of nine to five on Mondays in a place that keeps its clocks as they are', () => {
  const { offsets: _shanghai, ...rest } = workingTime();
  const utc = { ...rest, offsets: [] };
  const monday = Date.parse('2026-06-01T00:00Z');

  it('WHEN nothing is said of its clocks THEN they are those of Greenwich', () => {
    expect(addWorking(utc, monday, HOUR)).toBe(monday + 10 * HOUR);
    expect(workingBetween(utc, monday, monday + 12 * HOUR)).toBe(3 * HOUR);
    expect(isWorking(utc, monday + 9 * HOUR)).toBe(true);
  });

  it('WHEN the second instant is the earlier one THEN nothing lies between, on one day or on several', () => {
    for (const earlier of [HOUR, 3 * DAY, 9 * DAY])
      expect(workingBetween(utc, monday + 12 * HOUR, monday + 12 * HOUR - earlier)).toBe(0);
  });
});

it('GIVEN clocks that go back at midnight WHEN they do THEN it is still the day before', () => {
  const midnight = Date.parse('2026-11-01T00:00Z');
  const time = {
    ...workingTime(),
    offsets: [
      { fromMs: 0, minutes: 0 },
      { fromMs: midnight, minutes: -60 },
    ],
    knownThroughDay: day('2026-10-31'),
  };
  expect(isProvisional(time, midnight)).toBe(false);
  expect(isProvisional(time, midnight + HOUR - 1)).toBe(false);
  expect(isProvisional(time, midnight + HOUR)).toBe(true);
});
