/** Random spans and terms. */
import type { Repeat, Span, Term } from '../../domain';
import type { Random } from '../random';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SPANS = [SECOND, MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 8 * HOUR, DAY, 3 * DAY];
/** Calendars are walked day by day, so terms of a scarce one are short. */
const WORKING_SPANS = [MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 8 * HOUR];
const MANY = 20;

/** How terms are counted at a place: all one way, all the other, or each as it comes. */
export type Counting = () => Term['time'];

export const term = (random: Random, time: Term['time']): Term => ({ ms: span(random, time), time });

/** Round spans make deadlines coincide; odd ones bring out what rounding hides. */
export function span(random: Random, time: Term['time']): Span {
  const ms = random.pick(time === 'natural' ? SPANS : WORKING_SPANS);
  return random.chance(0.7) ? ms : ms + random.below(MANY * SECOND) + 1;
}

/** Of the same kind of time, and no shorter. */
export const noShorter = (random: Random, { ms, time }: Term): Term =>
  random.chance(0.2) ? { ms, time } : { ms: ms + span(random, time), time };

/** Reminders of a term, never further apart than it is long. */
export const reminders = (random: Random, { ms, time }: Term): Repeat => ({
  every: { ms: random.chance(0.5) ? ms : Math.ceil(ms / 3), time },
  times: random.below(3),
});
