/**
 * The clock of a zone: local times to instants and back. Which offset holds when is asked of Temporal once for each stretch
 * between two changes of the clocks and kept, because duty is looked up for thousands of units at once.
 */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../kernel/ids';

/** What a clock on the wall shows, as the milliseconds since 1970 at which a clock on UTC would show it. */
export type LocalMs = number;

export interface ZoneClock {
  toLocal(atMs: Instant): LocalMs;
  /** As Temporal's "compatible": a skipped local time is as much later, of one that comes twice the first counts. */
  toInstant(local: LocalMs): Instant;
}

/** A stretch of time in which one offset holds. */
interface Stretch {
  readonly fromMs: Instant;
  readonly untilMs: Instant;
  readonly offsetMs: number;
}

const DAY_MS = 86_400_000;
const clocks = new Map<string, ZoneClock>();

/** @param zone an IANA name that the schema of the documents has accepted */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = buildClock(zone);
  clocks.set(zone, clock);
  return clock;
}

function buildClock(zone: string): ZoneClock {
  const stretches: Stretch[] = [];
  let last: Stretch | undefined;
  const holdsAt = ({ fromMs, untilMs }: Stretch, atMs: Instant): boolean => fromMs <= atMs && atMs < untilMs;
  const offsetAt = (atMs: Instant): number => {
    if (last === undefined || !holdsAt(last, atMs)) {
      last = stretches.find((one) => holdsAt(one, atMs)) ?? stretchAt(zone, atMs);
      if (!stretches.includes(last)) stretches.push(last);
    }
    return last.offsetMs;
  };
  return {
    toLocal: (atMs) => atMs + offsetAt(atMs),
    toInstant: (local) => {
      // A change of the clocks moves them by less than a day, so that these two are the offsets before and after it.
      const [before, after] = [offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)];
      // The offset before a change gives the first of two, and of a skipped time one that is as much later.
      if (before === after || offsetAt(local - before) === before) return local - before;
      return offsetAt(local - after) === after ? local - after : local - before;
    },
  };
}

function stretchAt(zone: string, atMs: Instant): Stretch {
  const here = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  // "Previous" is strictly earlier, and a change that falls on this very instant has happened.
  const from = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const until = here.getTimeZoneTransition('next');
  return {
    fromMs: from?.epochMilliseconds ?? -Infinity,
    untilMs: until?.epochMilliseconds ?? Infinity,
    offsetMs: Math.round(here.offsetNanoseconds / 1e6),
  };
}
