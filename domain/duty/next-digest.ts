/** When a person's next digest is due: a time of day by their own clock, also where the clocks change. */
import type { Digest } from '../directory/manners';
import type { ZoneClock } from '../directory/zone-clock';
import type { Instant } from '../kernel/ids';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1970-01-01 was a Thursday; Monday is 0. */
const FIRST_WEEKDAY = 3;

/** Strictly later than `afterMs`. A time that the clocks skip is as much later, of one that comes twice the first counts. */
export function nextDigest({ on, atMinute }: Digest, clock: ZoneClock, afterMs: Instant): Instant {
  // One day back: a time that was skipped late in a day comes in the next one.
  for (let day = Math.floor(clock.toLocal(afterMs) / DAY_MS) - 1; ; day += 1) {
    if (on !== undefined && (day + FIRST_WEEKDAY) % 7 !== on) continue;
    const atMs = clock.toInstant(day * DAY_MS + atMinute * MINUTE_MS);
    if (atMs > afterMs) return atMs;
  }
}
