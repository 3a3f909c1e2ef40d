/** What a calendar must keep to beyond its shape: every day has one meaning, and some working time is left. */
import type { OpenDocument } from '../procedure/documents/document';
import { entries, field, type Entry } from '../procedure/documents/loose';
import type { FieldPath, Problem } from '../procedure/documents/problems';
import { formatDay, parseDay, yearOf } from './day';
import { formatHours, inOrder, parseHours } from './hours';
import { WEEKDAYS } from './schema';
import { weekdayOf, type Hours } from './working-time';

/** Years before that of `known-through` whose days may still be listed: they are pinned in every issue. */
const KEPT_YEARS = 2;

interface Listed {
  readonly path: FieldPath;
  readonly first: number;
  readonly last: number;
}

/** Problems of one calendar by itself; works on documents that are wrong elsewhere too. */
export function checkCalendar(document: OpenDocument): readonly Problem[] {
  const holidays = entries(document.value, 'holidays');
  const off = holidays.flatMap(listed);
  const worked = dayList(document);
  return [
    ...checkWeek(document),
    ...holidays.flatMap((holiday) => checkEnds(document, holiday)),
    ...checkOverlaps(document, off),
    ...worked.flatMap((day) => checkWorkday(document, day, off, worked)),
    ...[...off, ...worked].flatMap((days) => checkKnown(document, days)),
  ];
}

function checkWeek(document: OpenDocument): readonly Problem[] {
  const week = field(document.value, 'week');
  const lists: readonly FieldPath[] = [...WEEKDAYS.map((day) => ['week', day]), ['usual']];
  const problems = lists.flatMap((path) => checkHours(document, path));
  const given = WEEKDAYS.flatMap((day) => field(week, day) ?? []);
  if (typeof week === 'object' && week !== null && !Array.isArray(week) && given.length === 0)
    problems.push(document.problem(['week'], 'has no working hours at all: nothing would ever fall due', 'key'));
  return problems;
}

/** Hours of one day follow each other; they may touch. */
function checkHours(document: OpenDocument, path: FieldPath): readonly Problem[] {
  const list = path.reduce<unknown>((value, step) => field(value, String(step)), document.value);
  if (!Array.isArray(list)) return [];
  const hours = list.map(parseHours);
  return hours.flatMap((one, index) => {
    const before: Hours | undefined = hours[index - 1];
    if (one === undefined || before === undefined || !inOrder(one) || before[1] <= one[0]) return [];
    const how = before[0] < one[1] ? 'overlaps' : 'comes after';
    return [
      document.problem([...path, index], `${formatHours(before)} ${how} ${formatHours(one)}; write them in order`),
    ];
  });
}

function listed({ path, item }: Entry): readonly Listed[] {
  const first = parseDay(item['from']);
  const last = item['to'] === undefined ? first : parseDay(item['to']);
  return first === undefined || last === undefined ? [] : [{ path, first, last }];
}

function dayList(document: OpenDocument): readonly Listed[] {
  const list = field(document.value, 'workdays');
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => {
    const day = parseDay(item);
    return day === undefined ? [] : [{ path: ['workdays', index], first: day, last: day }];
  });
}

function checkEnds(document: OpenDocument, holiday: Entry): readonly Problem[] {
  return listed(holiday).flatMap(({ path, first, last }) =>
    last < first
      ? [document.problem([...path, 'to'], `is before ${formatDay(first)}, on which the holiday begins`)]
      : [],
  );
}

function checkOverlaps(document: OpenDocument, off: readonly Listed[]): readonly Problem[] {
  return off.flatMap((one, index) => {
    const earlier = off.slice(0, index).find((other) => other.first <= one.last && one.first <= other.last);
    if (earlier === undefined) return [];
    return [
      document.problem(one.path, `overlaps the holiday ${formatDay(earlier.first)} to ${formatDay(earlier.last)}`),
    ];
  });
}

function checkWorkday(
  document: OpenDocument,
  { path, first: day }: Listed,
  off: readonly Listed[],
  worked: readonly Listed[],
): readonly Problem[] {
  if (worked.find((other) => other.first === day)?.path !== path)
    return [document.problem(path, `${formatDay(day)} is listed twice`)];
  const holiday = off.find(({ first, last }) => first <= day && day <= last);
  if (holiday !== undefined)
    return [
      document.problem(path, `${formatDay(day)} is in the holiday that begins on ${formatDay(holiday.first)} as well`),
    ];
  const weekday = WEEKDAYS[weekdayOf(day)] ?? 'monday';
  const hours = field(field(document.value, 'week'), weekday);
  if (!Array.isArray(hours) || hours.length === 0) return [];
  return [
    document.problem(
      path,
      `${formatDay(day)} is a ${weekday} and worked anyway; a make-up workday is a day off by the week`,
    ),
  ];
}

/** A day outside the published years would be believed, and nobody published it. */
function checkKnown(document: OpenDocument, { path, first, last }: Listed): readonly Problem[] {
  const known = parseDay(field(document.value, 'known-through'));
  if (known === undefined) return [];
  if (last > known) return [document.problem(path, `${formatDay(last)} is after known-through (${formatDay(known)})`)];
  const oldest = yearOf(known) - KEPT_YEARS;
  if (yearOf(first) >= oldest) return [];
  return [
    document.problem(
      path,
      `${formatDay(first)} is before ${oldest}; issues keep the calendar they were opened with, so leave old days out`,
    ),
  ];
}
