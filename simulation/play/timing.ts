/** When things happen: in bursts, on the very instant of a deadline and beside it, after outages, or just at some time. */
import type { CommandStep } from '../history';
import type { Random } from '../random';
import type { Player } from './player';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST = 4 * DAY;

/** How late a deadline is decided: mostly at once, sometimes after an outage of days. */
export function lateness(random: Random): number {
  const roll = random.next();
  if (roll < 0.6) return 0;
  if (roll < 0.75) return random.below(2_000);
  if (roll < 0.85) return random.below(30 * MINUTE);
  if (roll < 0.95) return random.below(10 * HOUR);
  return random.below(6 * DAY);
}

export function commandTime(
  random: Random,
  { next, nowMs }: Player,
): Required<Pick<CommandStep, 'afterMs' | 'waitedMs'>> {
  const roll = random.next();
  const aheadMs = next === undefined ? random.below(LONGEST) : Math.max(0, next.atMs - nowMs);
  if (roll < 0.25) return { afterMs: 0, waitedMs: 0 };
  if (roll < 0.33) return { afterMs: aheadMs, waitedMs: 0 };
  if (roll < 0.38) return { afterMs: Math.max(0, aheadMs - 1), waitedMs: 0 };
  if (roll < 0.41) return { afterMs: aheadMs + 1, waitedMs: 0 };
  if (roll < 0.53) {
    // An outage lies between its coming and its turn; it came before the deadline, and is served after.
    const lateMs = lateness(random);
    const earlierMs = random.pick([0, 1, random.below(Math.max(1, Math.min(aheadMs, LONGEST)))]);
    return { afterMs: aheadMs + lateMs, waitedMs: lateMs + earlierMs };
  }
  return { afterMs: random.below(Math.max(1, Math.min(aheadMs, LONGEST))), waitedMs: 0 };
}
