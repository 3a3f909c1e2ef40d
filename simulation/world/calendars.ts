/** Places to count working time by: holidays, make-up workdays, changes of the clocks, night shifts, scarce hours. */
import type { WorkingTime } from '../../domain/calendar/working-time';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FIRST = Date.UTC(2025, 11, 1) / DAY_MS;
const DAYS = 760;
const YEARS = [2025, 2026, 2027, 2028, 2029, 2030];

type Offset = WorkingTime['offsets'][number];

/** The n-th Sunday of a month (0-based; n below 0 counts from the end), as the start of that day in UTC. */
function sunday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month, 1);
  const sundays = [];
  for (let at = first; new Date(at).getUTCMonth() === month; at += DAY_MS)
    if (new Date(at).getUTCDay() === 0) sundays.push(at);
  return sundays.at(n) ?? first;
}

const berlin: readonly Offset[] = [
  { fromMs: 0, minutes: 60 },
  ...YEARS.flatMap((year) => [
    { fromMs: sunday(year, 2, -1) + HOUR_MS, minutes: 120 },
    { fromMs: sunday(year, 9, -1) + HOUR_MS, minutes: 60 },
  ]),
];
const newYork: readonly Offset[] = [
  { fromMs: 0, minutes: -300 },
  ...YEARS.flatMap((year) => [
    { fromMs: sunday(year, 2, 1) + 7 * HOUR_MS, minutes: -240 },
    { fromMs: sunday(year, 10, 0) + 6 * HOUR_MS, minutes: -300 },
  ]),
];

type Week = WorkingTime['week'];
const week = (hours: Week[number], days: number): Week =>
  Array.from({ length: 7 }, (_, day) => (day < days ? hours : []));

/** @param free days without work, @param extra make-up workdays: each as [month, day, how many] of 2026, or of 2027 from month 13 */
function place(
  name: string,
  offsets: readonly Offset[],
  hours: Week,
  free: readonly (readonly number[])[] = [],
  extra: readonly (readonly number[])[] = [],
): WorkingTime {
  const days = Array.from<unknown, WorkingTime['days'] extends string ? string : '0' | '1'>(
    { length: DAYS },
    (_, n) => {
      const weekday = (FIRST + n + 3) % 7;
      return (hours[weekday] ?? []).length > 0 ? '1' : '0';
    },
  );
  const mark = (spans: readonly (readonly number[])[], digit: string): void => {
    for (const [month = 1, day = 1, count = 1] of spans)
      for (let n = 0; n < count; n += 1) days[Date.UTC(2026, month - 1, day) / DAY_MS + n - FIRST] = digit;
  };
  mark(free, '0');
  mark(extra, '1');
  return {
    name,
    offsets,
    firstDay: FIRST,
    days: days.join(''),
    knownThroughDay: Date.UTC(2026, 11, 31) / DAY_MS,
    week: hours,
    usual: hours.find((day) => day.length > 0) ?? [],
  };
}

/** A community office in China: Spring Festival and National Day off, with the weekends that make up for them. */
const office = place(
  'office@1',
  [{ fromMs: 0, minutes: 480 }],
  week(
    [
      [510, 720],
      [870, 1080],
    ],
    5,
  ),
  [
    [1, 1, 3],
    [2, 15, 9],
    [4, 4, 3],
    [5, 1, 5],
    [10, 1, 7],
  ],
  [
    [1, 4],
    [2, 14],
    [2, 28],
    [5, 9],
    [9, 20],
    [10, 10],
  ],
);
const town = place('town@1', berlin, week([[540, 1020]], 5), [
  [1, 1],
  [12, 24, 3],
]);
/** Its hours cover the changes of the clocks, which come on Sundays between one and three. */
const night = place(
  'night@1',
  newYork,
  week(
    [
      [0, 150],
      [1320, 1440],
    ],
    7,
  ),
);
const clinic = place('clinic@1', [{ fromMs: 0, minutes: 345 }], [[], [], [[600, 660]], [], [], [[615, 637]], []]);

export const calendars: readonly WorkingTime[] = [office, town, night, clinic];

/** Instants at which something is the matter with a calendar: histories like to begin near them. */
export const edges: readonly number[] = [
  Date.UTC(2026, 1, 14, 9),
  Date.UTC(2026, 2, 8, 6, 30),
  Date.UTC(2026, 2, 29, 0, 40),
  Date.UTC(2026, 3, 3, 9, 59),
  Date.UTC(2026, 8, 30, 9, 30),
  Date.UTC(2026, 9, 25, 0, 15),
  Date.UTC(2026, 10, 1, 5, 45),
  Date.UTC(2026, 11, 31, 23, 59),
];
