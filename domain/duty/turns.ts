/** Whose turn it is in one layer of a rotation, and until when: hours are elapsed time, the rest goes by the local calendar. */
import { Temporal } from 'temporal-polyfill';
import type { Instant, PersonId } from '../kernel/ids';
import type { Layer } from '../directory/staffing';
import type { LocalMs, ZoneClock } from '../directory/zone-clock';

const HOUR_MS = 3_600_000;
const DAYS_MS = { days: 24 * HOUR_MS, weeks: 7 * 24 * HOUR_MS } as const;

export interface Turn {
  /** Place in the order of the layer. */
  readonly index: number;
  readonly person: PersonId;
  /** The hand-over after it; Infinity in a layer of one person. */
  readonly untilMs: Instant;
}

/** Undefined before the first hand-over. */
export function turnAt(layer: Layer, clock: ZoneClock, atMs: Instant): Turn | undefined {
  const { people, startMs } = layer;
  if (atMs < startMs) return undefined;
  const number = turnNumber(layer, clock, atMs);
  const index = number % people.length;
  const person = people[index];
  if (person === undefined) return undefined;
  const alone = people.every((one) => one === person);
  return { index, person, untilMs: alone ? Infinity : handOver(layer, clock, number + 1) };
}

/** The instant of a hand-over; the first is number 0. A month without the day of the first has it on its last day. */
export function handOver({ every, start, startMs }: Layer, clock: ZoneClock, number: number): Instant {
  const steps = number * every.count;
  switch (every.unit) {
    case 'hours':
      return startMs + steps * HOUR_MS;
    case 'days':
    case 'weeks':
      return clock.toInstant(start + steps * DAYS_MS[every.unit]);
    case 'months':
      return clock.toInstant(plusMonths(start, steps));
  }
}

/** Turns that are over at an instant that is not before the first. */
function turnNumber(layer: Layer, clock: ZoneClock, atMs: Instant): number {
  let number = roughly(layer, clock, atMs);
  // A change of the clocks, or the end of a short month, puts the estimate one off.
  while (handOver(layer, clock, number + 1) <= atMs) number += 1;
  while (handOver(layer, clock, number) > atMs) number -= 1;
  return number;
}

function roughly({ every, start, startMs }: Layer, clock: ZoneClock, atMs: Instant): number {
  if (every.unit === 'hours') return Math.floor((atMs - startMs) / (every.count * HOUR_MS));
  const local = clock.toLocal(atMs);
  if (every.unit !== 'months') return Math.floor((local - start) / (every.count * DAYS_MS[every.unit]));
  return Math.floor((monthOf(local) - monthOf(start)) / every.count);
}

function monthOf(local: LocalMs): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const plusMonths = (local: LocalMs, months: number): LocalMs =>
  Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').add({ months }).epochMilliseconds;
