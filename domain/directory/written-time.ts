/** Times as people write them in the community document: a day, a local time, or an instant with its offset from UTC. */
import { z } from 'zod';
import type { Instant } from '../kernel/ids';
import { parseDay } from '../calendar/day';
import { zoneClock, type LocalMs } from './zone-clock';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const DAY = '20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const WRITTEN = new RegExp(`^(${DAY})(?:T(${CLOCK})(Z|[+-]${CLOCK})?)?$`);
const LOCAL = new RegExp(`^${DAY}T${CLOCK}$`);
const OF_DAY = new RegExp(`^${CLOCK}$`);
const END_OF_SPAN = new RegExp(`^(?:${CLOCK}|24:00)$`);

const TIME_HINT =
  'a day from 2000 to 2099 such as 2026-12-01, with a time as 2026-12-01T08:00 or 2026-12-01T08:00+08:00';
const LOCAL_HINT = 'a local time without an offset such as 2026-11-02T08:00';
const OF_DAY_HINT = 'a time of day such as 08:00';

const written = (form: RegExp, hint: string) =>
  z.string({ error: (issue) => (issue.input === undefined ? undefined : `must be ${hint}`) }).regex(form, {
    error: (issue) => `must be ${hint}, not ${JSON.stringify(issue.input)}`,
  });

/** `2026-12-01` (its beginning), `2026-12-01T08:00` (local) or `2026-12-01T08:00+08:00`. */
export const timeSchema = written(WRITTEN, TIME_HINT);
/** `2026-11-02T08:00`, always local. */
export const localTimeSchema = written(LOCAL, LOCAL_HINT);
/** `08:00`. */
export const timeOfDaySchema = written(OF_DAY, OF_DAY_HINT);
/** `20:00`, or `24:00` for the end of a day. */
export const endOfSpanSchema = written(END_OF_SPAN, `${OF_DAY_HINT}, or 24:00`);

/**
 * The instant that a written time means in a zone. A local time that the clocks skip or show twice is resolved as
 * Temporal's "compatible": what is skipped is as much later, of what comes twice the first counts.
 * Undefined for what is no time, such as 2026-02-30.
 */
export function instantOf(text: unknown, zone: string): Instant | undefined {
  const found = typeof text === 'string' ? WRITTEN.exec(text) : null;
  const local = found === null ? undefined : localOf(found[1], found[2]);
  if (local === undefined) return undefined;
  const offset = found?.[3];
  return offset === undefined ? zoneClock(zone).toInstant(local) : local - offsetMsOf(offset);
}

/** Looks like a time, but the calendar does not have it: 2026-02-30. What does not even look like one is left to the schema. */
export const isNoDay = (text: string): boolean => WRITTEN.test(text) && parseDay(text.slice(0, 10)) === undefined;

/** A local time as the milliseconds that a clock on UTC would need to show it; undefined for what is no time. */
export function localTimeOf(text: unknown): LocalMs | undefined {
  if (typeof text !== 'string' || !LOCAL.test(text)) return undefined;
  const [day, clock] = text.split('T');
  return localOf(day, clock);
}

/** Minutes since midnight, 0 to 1440. */
export function minuteOfDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function localOf(date: string | undefined, clock: string | undefined): LocalMs | undefined {
  const day = parseDay(date);
  return day === undefined ? undefined : day * DAY_MS + minuteOfDay(clock ?? '00:00') * MINUTE_MS;
}

function offsetMsOf(offset: string): number {
  if (offset === 'Z') return 0;
  return (offset.startsWith('-') ? -1 : 1) * minuteOfDay(offset.slice(1)) * MINUTE_MS;
}
