/** Hours of a day as people write them, `08:30-12:00`, and as minutes of the day inside. */
import type { Span } from '../kernel/ids';
import type { Hours } from './working-time';

const HOURS = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;
const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

export const HOURS_HINT = 'hours such as 08:30-12:00';
/** A night is two entries, so that no stretch ever belongs to two days. */
export const OVERNIGHT = 'ends before it begins; hours past midnight are two: until 24:00, and from 00:00 the next day';

/** Undefined for anything else; whether they end after they begin is asked of `inOrder`. */
export function parseHours(text: unknown): Hours | undefined {
  const found = typeof text === 'string' ? HOURS.exec(text) : null;
  if (found === null) return undefined;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  const hours: Hours = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return Math.max(...hours) <= DAY_MINUTES ? hours : undefined;
}

export const inOrder = ([from, to]: Hours): boolean => from < to;

export const formatHours = ([from, to]: Hours): string => `${clock(from)}-${clock(to)}`;
const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** How long a day with these hours is, apart from changes of the clocks. */
export const lengthOf = (day: readonly Hours[]): Span =>
  day.reduce((sum, [from, to]) => sum + (to - from) * MINUTE_MS, 0);
