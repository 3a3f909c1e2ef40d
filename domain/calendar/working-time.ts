/**
 * Working time, counted with whole numbers on a small JSON value. The value is compiled from a calendar outside the
 * workflow (domain/calendar/compile.ts), so that neither time-zone data nor a date library decides what a replay does.
 */
import type { Instant, Span } from '../kernel/ids';

/** From and to, in minutes of the local day; `to` is at most 1440 and after `from`. */
export type Hours = readonly [from: number, to: number];

export interface WorkingTime {
  /** `calendar@version`, for people and for the ledger. */
  readonly name: string;
  /** How far local time is ahead of UTC, in minutes, from each instant on. The first entry holds for all time before too. */
  readonly offsets: readonly { readonly fromMs: Instant; readonly minutes: number }[];
  /** The day, counted from 1970-01-01 in local time, that `days` begins with. */
  readonly firstDay: number;
  /** One digit a day: 1 is a working day, 0 is none. Before and after, the week alone says. */
  readonly days: string;
  /** The last day for which holidays are published. What falls due later is provisional. */
  readonly knownThroughDay: number;
  /** Hours of each day of the week, Monday first; at least one day has some. */
  readonly week: readonly (readonly Hours[])[];
  /** Hours of a working day that falls on a day of the week without any (a make-up workday). */
  readonly usual: readonly Hours[];
  /** A demo's clock: from `anchorMs` on time runs so many times faster. Exact for whole factors, else to a millisecond. */
  readonly scale?: {
    readonly factor: number;
    readonly anchorMs: Instant;
    /** What the calendar shows at `anchorMs`; the same instant when left out. */
    readonly startMs?: Instant;
  };
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Far beyond any span that a document may name: whoever gets here counts with a calendar that never works. */
const LONGEST_DAYS = 20_000;

/** The instant at which `spanMs` of working time are over, counted from `fromMs`. Zero is over at once. */
export function addWorking(time: WorkingTime, fromMs: Instant, spanMs: Span): Instant {
  if (spanMs <= 0) return fromMs;
  const from = toCalendar(time, fromMs);
  let left = spanMs * (time.scale?.factor ?? 1);
  for (let day = dayOf(time, from), last = day + LONGEST_DAYS; day <= last; day += 1) {
    for (const [start, end] of stretches(time, day)) {
      const length = end - Math.max(start, from);
      if (length <= 0) continue;
      if (left <= length) return toReal(time, Math.max(start, from) + left);
      left -= length;
    }
  }
  throw new RangeError(`The calendar ${time.name} has no working time to count ${spanMs} ms by.`);
}

/** Working time between two instants, in milliseconds; 0 when `toMs` is not after `fromMs`. */
export function workingBetween(time: WorkingTime, fromMs: Instant, toMs: Instant): Span {
  const [from, to] = [toCalendar(time, fromMs), toCalendar(time, toMs)];
  let sum = 0;
  for (let day = dayOf(time, from), last = dayOf(time, to); day <= last; day += 1) {
    for (const [start, end] of stretches(time, day)) sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  // A millisecond that is not over yet has not passed: so this undoes addWorking, which rounds up.
  return Math.floor(sum / (time.scale?.factor ?? 1));
}

/** Whether holidays that are not published yet may still move this instant. */
export const isProvisional = (time: WorkingTime, atMs: Instant): boolean =>
  dayOf(time, toCalendar(time, atMs)) > time.knownThroughDay;

/** Whether the instant lies in working hours. */
export function isWorking(time: WorkingTime, atMs: Instant): boolean {
  const at = toCalendar(time, atMs);
  return stretches(time, dayOf(time, at)).some(([start, end]) => start <= at && at < end);
}

/** The working hours of a day as instants. */
function stretches(time: WorkingTime, day: number): readonly (readonly [Instant, Instant])[] {
  return hoursOf(time, day).map(([from, to]) => [
    toUtc(time, day * DAY_MS + from * MINUTE_MS),
    toUtc(time, day * DAY_MS + to * MINUTE_MS),
  ]);
}

/** The hours of a day, counted from 1970-01-01 in local time. */
export function hoursOf(time: WorkingTime, day: number): readonly Hours[] {
  const known = time.days[day - time.firstDay];
  if (known === '0') return [];
  const hours = time.week[weekdayOf(day)] ?? [];
  return known === '1' && hours.length === 0 ? time.usual : hours;
}

/** 0 is Monday: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The local day in which an instant of the calendar lies (of a scaled one: not of the real clock). */
export const dayOf = (time: WorkingTime, atMs: Instant): number =>
  Math.floor((atMs + offsetAt(time, atMs) * MINUTE_MS) / DAY_MS);

function offsetAt({ offsets }: WorkingTime, atMs: Instant): number {
  const [first] = offsets;
  if (first === undefined) return 0;
  return offsets.reduce((found, offset) => (offset.fromMs <= atMs ? offset.minutes : found), first.minutes);
}

/** A local time that a change of the clocks skips is taken for the moment of the change; one that comes twice for its first. */
function toUtc({ offsets }: WorkingTime, localMs: number): Instant {
  for (const [index, { fromMs, minutes }] of offsets.entries()) {
    const atMs = localMs - minutes * MINUTE_MS;
    const next = offsets[index + 1];
    if (next === undefined || atMs < next.fromMs) return index === 0 ? atMs : Math.max(atMs, fromMs);
  }
  return localMs;
}

const toCalendar = ({ scale }: WorkingTime, atMs: Instant): Instant =>
  scale === undefined ? atMs : (scale.startMs ?? scale.anchorMs) + (atMs - scale.anchorMs) * scale.factor;
/** Never earlier than the calendar says. */
const toReal = ({ scale }: WorkingTime, atMs: Instant): Instant =>
  scale === undefined ? atMs : Math.ceil(scale.anchorMs + (atMs - (scale.startMs ?? scale.anchorMs)) / scale.factor);
