/** A calendar as small as one can be, and each single thing that may be wrong with it: that is said, and nothing else. */
import { readCalendar } from '../../../domain/calendar/parse';
import { day, HOUR } from './any-calendar';

const SMALL = `id: small
version: 1
name: { zh: 历, en: Calendar }
zone: Europe/Berlin
known-through: 2026-12-31
week: { monday: ['09:00-12:00', '13:00-17:00'] }
source: made up
`;
const but = (piece: string, by: string): string => {
  if (!SMALL.includes(piece)) throw new Error(`${piece} is not there`);
  return SMALL.replace(piece, () => by);
};
const read = (text: string) => readCalendar({ path: 'small.yaml', text });
const wrong = (text: string) => read(text).problems.map(({ field, reason }) => `${field} ${reason}`);
const holidays = (...lines: readonly string[]) =>
  `${SMALL}holidays:\n${lines.map((line) => `  - { ${line}, name: { zh: 假, en: off } }\n`).join('')}`;

describe('GIVEN a calendar', () => {
  it('WHEN it names neither holidays nor make-up workdays THEN it has none', () => {
    const { calendar, problems } = read(SMALL);
    expect(problems).toEqual([]);
    expect(calendar).toMatchObject({
      id: 'small',
      version: 1,
      holidays: [],
      workdays: [],
      notice: 'made up',
      source: 'small.yaml',
    });
    expect(calendar?.time).toMatchObject({ name: 'small@1', days: '', firstDay: day('2026-12-31') });
    expect(calendar?.time.week.map((hours) => hours.length)).toEqual([2, 0, 0, 0, 0, 0, 0]);
    expect(calendar).toMatchObject({ usualDayMs: 7 * HOUR, weekMs: 7 * HOUR });
  });

  it('WHEN holidays are not in order THEN people read them in order', () => {
    const { calendar } = read(holidays('from: 2026-10-01', 'from: 2026-01-01', 'from: 2026-05-01, to: 2026-05-03'));
    expect(calendar?.holidays.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([
      [day('2026-01-01'), day('2026-01-01')],
      [day('2026-05-01'), day('2026-05-03')],
      [day('2026-10-01'), day('2026-10-01')],
    ]);
  });

  it('WHEN it lists days of years before THEN the changes of the clocks are known from a year before those', () => {
    const { calendar } = read(holidays('from: 2024-10-01'));
    expect(calendar?.time.offsets[0]).toEqual({ fromMs: Date.parse('2023-01-01T00:00+01:00'), minutes: 60 });
  });

  it.each<[string, string, readonly string[]]>([
    ['no week', but("week: { monday: ['09:00-12:00', '13:00-17:00'] }\n", ''), ['week is required']],
    ['a word for a week', but("{ monday: ['09:00-12:00', '13:00-17:00'] }", 'never'), ['week must be']],
    ['a list for a week', but("{ monday: ['09:00-12:00', '13:00-17:00'] }", '[]'), ['week must be']],
    ['nothing for a week', but("{ monday: ['09:00-12:00', '13:00-17:00'] }", ''), ['week must be']],
    ['no hours in its week', but("['09:00-12:00', '13:00-17:00']", '[]'), ['week has no working hours']],
    ['hours that are none after others', but('13:00-17:00', 'evening'), ['week.monday[1] must be hours']],
    ['hours that are none before others', but('09:00-12:00', 'morning'), ['week.monday[0] must be hours']],
    ['hours in a list of their own', but("'13:00-17:00'", "['13:00-17:00']"), ['week.monday[1] must be hours']],
    ['hours that end before they begin', but('13:00-17:00', '17:00-13:00'), ['week.monday[1] ends before it begins']],
    [
      'hours that begin where others end, before them',
      but('13:00-17:00', '08:00-09:00'),
      ['week.monday[1] 09:00-12:00 comes after 08:00-09:00'],
    ],
    ['hours around others', but('13:00-17:00', '08:00-09:01'), ['week.monday[1] 09:00-12:00 overlaps 08:00-09:01']],
    ['no last day', but('known-through: 2026-12-31\n', ''), ['known-through is required']],
    [
      'a last day that is none',
      `${but('2026-12-31', '2026-12-32')}workdays: [2026-01-04]\n`,
      ['known-through must be a day'],
    ],
    ['a holiday from no day', holidays('from: 2026-13-01, to: 2026-10-07'), ['holidays[0].from must be a day']],
    ['a holiday to no day', holidays('from: 2026-10-01, to: 2026-13-07'), ['holidays[0].to must be a day']],
    ['a holiday that only ends', holidays('to: 2026-10-07'), ['holidays[0].from is required']],
    ['a make-up day that is none', `${SMALL}workdays: [tomorrow]\n`, ['workdays[0] must be a day']],
    ['a word for make-up days', `${SMALL}workdays: 2026-01-04\n`, ['workdays must be']],
    ['no source', but('made up', "' '"), ['source']],
    ['a long source', but('made up', 'x'.repeat(501)), ['source']],
  ])('WHEN it has %s THEN that is said, and nothing else', (_what, text, expected) => {
    const found = wrong(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((start, index) => expect(found[index]?.startsWith(start)).toBe(true));
    expect(read(text).calendar).toBeUndefined();
  });

  it('WHEN its week is empty over several lines THEN the line of the week is pointed at', () => {
    const text = but("week: { monday: ['09:00-12:00', '13:00-17:00'] }", 'week:\n  monday: []\n  friday: []');
    expect(read(text).problems).toMatchObject([{ field: 'week', line: 6 }]);
  });

  it.each<[string, string]>([
    ['a holiday that ends on the last day that is known', holidays('from: 2026-12-30, to: 2026-12-31')],
    [
      'holidays that follow each other',
      holidays('from: 2026-10-01, to: 2026-10-03', 'from: 2026-10-04', 'from: 2026-09-30'),
    ],
    ['a holiday of the year before the last', holidays('from: 2024-01-01')],
    ['a make-up day of the year before the last', `${SMALL}workdays: [2024-01-06]\n`],
    [
      'a make-up day on a day whose hours are said to be none',
      `${but('week: { ', 'week: { sunday: [], ')}workdays: [2026-01-04]\n`,
    ],
    ['a source with space around it', but('made up', `'  ${'x'.repeat(500)}  '`)],
  ])('WHEN it has %s THEN it is fine', (_what, text) => {
    expect(wrong(text)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'a holiday that ends where another begins',
      holidays('from: 2026-10-03, to: 2026-10-05', 'from: 2026-10-01, to: 2026-10-03'),
      'holidays[1] overlaps the holiday 2026-10-03 to 2026-10-05',
    ],
    [
      'a holiday that begins where another ends',
      holidays('from: 2026-10-01, to: 2026-10-03', 'from: 2026-10-03'),
      'holidays[1] overlaps the holiday 2026-10-01 to 2026-10-03',
    ],
    [
      'a make-up day on the first day of a holiday',
      `${holidays('from: 2026-10-03, to: 2026-10-05')}workdays: [2026-10-03]\n`,
      'workdays[0] 2026-10-03 is in the holiday that begins on 2026-10-03 as well',
    ],
    [
      'a make-up day on the last day of a holiday',
      `${holidays('from: 2026-10-01, to: 2026-10-03')}workdays: [2026-10-03]\n`,
      'workdays[0] 2026-10-03 is in the holiday that begins on 2026-10-01 as well',
    ],
    ['a holiday of three years before', holidays('from: 2023-12-31'), 'holidays[0] 2023-12-31 is before 2024;'],
    [
      'a holiday of the year after',
      holidays('from: 2026-12-31, to: 2027-01-01'),
      'holidays[0] 2027-01-01 is after known-through (2026-12-31)',
    ],
  ])('WHEN it has %s THEN it is refused', (_what, text, problem) => {
    expect(wrong(text)).toEqual([expect.stringContaining(problem)]);
  });
});
