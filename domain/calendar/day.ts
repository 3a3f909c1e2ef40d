/** Days as numbers, counted from 1970-01-01, so that a calendar is compared and counted with whole numbers. */

const DAY_MS = 86_400_000;
const FIRST = 2000;
const LAST = 2099;

/** What a day of a document has to look like. */
export const DAY_HINT = `a day from ${FIRST} to ${LAST} such as 2026-10-01`;

/** `2026-10-01`; undefined for anything that is no day of the calendar, such as 2026-02-30. */
export function parseDay(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  // Whatever else is read as a day is written in another way.
  if (!Number.isInteger(day) || formatDay(day) !== text) return undefined;
  return yearOf(day) >= FIRST && yearOf(day) <= LAST ? day : undefined;
}

export const formatDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();

/** Both ends included. */
export const daysFrom = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
