import { compileCalendar } from '../../../domain/calendar/compile';
import { parseCalendar } from '../../../domain/calendar/parse';
import { calendarJsonSchema } from '../../../domain/calendar/schema';
import { lineOf, refusal, textOf } from '../procedure/shipped';
import { day, documentOf, HOUR } from './any-calendar';

const path = 'policies/calendars/cn-office.yaml';
const shipped = textOf('calendars/cn-office.yaml');
const workdays = 'workdays: [2026-01-04, ';
const lastHoliday = '  - { from: 2026-10-01, to: 2026-10-07,';
const more = (from: string, to: string): string =>
  `  - { from: ${from}, to: ${to}, name: { zh: 假, en: off } }\n${lastHoliday}`;

/** what is spoiled, the piece, its replacement, the field, the reason; the line is that of the piece unless `at` names another. */
const cases = (<readonly (readonly [string, string, string, string, RegExp, string?])[]>[
  ['an unknown zone', 'zone: Asia/Shanghai', 'zone: Asia/Shangri-La', 'zone', /IANA time zone/],
  ['an offset for a zone', 'zone: Asia/Shanghai', "zone: '+08:00'", 'zone', /IANA time zone/],
  [
    'a day that does not exist',
    'known-through: 2026-12-31',
    'known-through: 2026-12-32',
    'known-through',
    /must be a day .*not "2026-12-32"/,
  ],
  ['a day far away', 'known-through: 2026-12-31', 'known-through: 9999-12-31', 'known-through', /from 2000 to 2099/],
  [
    'a number for a day',
    'known-through: 2026-12-31',
    'known-through: 2026',
    'known-through',
    /must be a day .*not 2026/,
  ],
  ['an unknown weekday', '  monday:', '  mondag:', 'week.mondag', /did you mean "monday"/],
  [
    'hours in words',
    "monday: ['08:30-12:00'",
    "monday: ['morning'",
    'week.monday[0]',
    /hours such as 08:30-12:00, not "morning"/,
  ],
  [
    'an hour that does not exist',
    "monday: ['08:30-12:00'",
    "monday: ['08:30-24:30'",
    'week.monday[0]',
    /hours such as/,
  ],
  ['a night', "monday: ['08:30-12:00'", "monday: ['22:00-06:00'", 'week.monday[0]', /hours past midnight are two/],
  ['hours of no length', "monday: ['08:30-12:00'", "monday: ['08:30-08:30'", 'week.monday[0]', /ends before it begins/],
  [
    'overlapping hours',
    "monday: ['08:30-12:00'",
    "monday: ['08:30-14:30'",
    'week.monday[1]',
    /08:30-14:30 overlaps 14:00-17:30/,
  ],
  [
    'hours out of order',
    "monday: ['08:30-12:00'",
    "monday: ['18:00-20:00'",
    'week.monday[1]',
    /comes after 14:00-17:30; write them in order/,
  ],
  ['overlapping usual hours', "usual: ['08:30-12:00'", "usual: ['08:30-14:30'", 'usual[1]', /overlaps/],
  [
    'a make-up day on a working day',
    workdays,
    'workdays: [2026-01-05, ',
    'workdays[0]',
    /2026-01-05 is a monday and worked anyway/,
  ],
  [
    'a make-up day in a holiday',
    workdays,
    'workdays: [2026-01-03, ',
    'workdays[0]',
    /in the holiday that begins on 2026-01-01/,
  ],
  ['a make-up day twice', workdays, `${workdays}2026-01-04, `, 'workdays[1]', /listed twice/],
  [
    'a make-up day nobody published',
    workdays,
    'workdays: [2027-01-03, ',
    'workdays[0]',
    /after known-through \(2026-12-31\)/,
  ],
  ['a make-up day of long ago', workdays, 'workdays: [2023-01-01, ', 'workdays[0]', /before 2024/],
  [
    'a holiday nobody published',
    lastHoliday,
    more('2027-01-01', '2027-01-01'),
    'holidays[6]',
    /2027-01-01 is after known-through/,
  ],
  [
    'a holiday that ends after what is published',
    lastHoliday,
    more('2026-12-31', '2027-01-02'),
    'holidays[6]',
    /2027-01-02 is after known-through/,
  ],
  ['a holiday of long ago', lastHoliday, more('2023-10-01', '2023-10-07'), 'holidays[6]', /before 2024/],
  [
    'a holiday that ends before it begins',
    lastHoliday,
    more('2026-12-03', '2026-12-01'),
    'holidays[6].to',
    /is before 2026-12-03/,
  ],
  [
    'overlapping holidays',
    lastHoliday,
    more('2026-09-27', '2026-09-28'),
    'holidays[6]',
    /overlaps the holiday 2026-09-25 to 2026-09-27/,
  ],
  ['a holiday without a name', ', name: { zh: 国庆节, en: National Day }', '', 'holidays[6].name', /is required/],
  ['no source', shipped.slice(shipped.indexOf('source:')), '', 'source', /is required/, 'id: cn-office'],
]).map(([what, piece, by, field, reason, at = piece]) => ({ what, piece, by, field, reason, at }));

describe('GIVEN a calendar with', () => {
  it.each(cases)('$what THEN it is refused with file, line, field and reason', ({ piece, by, field, reason, at }) => {
    expect(shipped).toContain(piece);
    const { code, problems } = refusal(() => parseCalendar({ path, text: shipped.replace(piece, () => by) }));
    expect(code).toBe('CALENDAR_INVALID');
    expect(problems.map((problem) => problem.field)).toContain(field);
    const found = problems.find((problem) => problem.field === field);
    expect(found).toMatchObject({ file: path, line: lineOf(shipped, at) });
    expect(found?.reason).toMatch(reason);
  });

  it('no working hours at all THEN it is refused: nothing would ever fall due', () => {
    for (const week of ['week: {}', 'week: { monday: [], friday: [] }']) {
      const text = shipped.replace(/week:[\s\S]*?usual:/, () => `${week}\nusual:`);
      const { problems } = refusal(() => parseCalendar({ path, text }));
      expect(problems).toMatchObject([
        {
          field: 'week',
          line: lineOf(shipped, 'week:'),
          reason: expect.stringMatching(/no working hours at all/) as string,
        },
      ]);
    }
  });

  it('several mistakes THEN all are listed, and other mistakes do not hide them', () => {
    const text = shipped.replace('version: 1', 'version: x').replace(workdays, 'workdays: [2026-01-05, ');
    expect(refusal(() => parseCalendar({ path, text })).problems.map(({ field }) => field)).toEqual([
      'version',
      'workdays[0]',
    ]);
  });
});

describe('GIVEN a calendar that is in order WHEN it is compiled', () => {
  it('THEN what issues carry is small: one offset, and the days from the first exception to the last', () => {
    const { time } = parseCalendar({ path, text: shipped });
    expect(time).toMatchObject({
      name: 'cn-office@1',
      firstDay: day('2026-01-01'),
      knownThroughDay: day('2026-12-31'),
    });
    expect(time.offsets).toEqual([{ fromMs: Date.parse('2025-01-01T00:00+08:00'), minutes: 480 }]);
    expect(time.days).toHaveLength(day('2026-10-10') - day('2026-01-01') + 1);
    // New Year, the make-up Sunday, a week, a weekend.
    expect(time.days.startsWith('00011111100')).toBe(true);
    expect(JSON.stringify(time).length).toBeLessThan(1_000);
    expect(JSON.parse(JSON.stringify(time))).toEqual(time);
  });

  it('THEN the changes of the clocks are known from the year before until five years after', () => {
    const { offsets } = compileCalendar(documentOf({ zone: 'Europe/Berlin' }), path).time;
    expect(offsets).toHaveLength(1 + 2 * 7);
    expect(offsets.slice(0, 3)).toEqual([
      { fromMs: Date.parse('2025-01-01T00:00+01:00'), minutes: 60 },
      { fromMs: Date.parse('2025-03-30T01:00Z'), minutes: 120 },
      { fromMs: Date.parse('2025-10-26T01:00Z'), minutes: 60 },
    ]);
    expect(offsets.at(-1)).toEqual({ fromMs: Date.parse('2031-10-26T01:00Z'), minutes: 60 });
  });

  it('THEN the usual hours are those of the first day with any, unless others are written', () => {
    const week = { tuesday: [[540, 720]], friday: [[540, 1_020]] } as const;
    const made = (usual?: [[number, number]]) =>
      compileCalendar(
        documentOf({
          week: { tuesday: [...week.tuesday] as never, friday: [...week.friday] as never },
          ...(usual === undefined ? {} : { usual }),
        }),
        path,
      );
    expect(made()).toMatchObject({ usualDayMs: 3 * HOUR, weekMs: 11 * HOUR, time: { usual: [[540, 720]] } });
    expect(made([[480, 600]])).toMatchObject({ usualDayMs: 2 * HOUR, time: { usual: [[480, 600]] } });
  });

  it('THEN hours that touch, a day until midnight and a holiday of one day are fine', () => {
    const text = shipped
      .replace("monday: ['08:30-12:00', '14:00-17:30']", "monday: ['00:00-12:00', '12:00-24:00']")
      .replace('from: 2026-09-25, to: 2026-09-27', 'from: 2026-09-25');
    const { time, holidays } = parseCalendar({ path, text });
    expect(time.week[0]).toEqual([
      [0, 720],
      [720, 1_440],
    ]);
    expect(holidays[5]).toMatchObject({ fromDay: day('2026-09-25'), toDay: day('2026-09-25') });
  });
});

it('GIVEN an editor WHEN it asks for the JSON Schema THEN fields, weekdays and unknown fields are described', () => {
  const schema = calendarJsonSchema() as {
    properties: Record<string, unknown>;
    required: string[];
    additionalProperties: unknown;
  };
  expect(Object.keys(schema.properties)).toContain('known-through');
  expect(schema.required).toEqual(expect.arrayContaining(['week', 'zone', 'source']));
  expect(schema.required).not.toContain('holidays');
  expect(schema.additionalProperties).toBe(false);
  expect(JSON.stringify(schema)).toContain('"monday"');
});
