/** What of an issue goes on under other rules. */
import type { Instant, IssueRules, PausedClock } from '../../domain';
import type { Event, Link } from './known';
import { moved, stopped } from './running';

/** The tier with this key, else the one with the same number, or the top. */
export function numberOf({ tiers }: IssueRules, key: string | undefined, number: number): number {
  const found = tiers.findIndex((tier) => tier.key === key) + 1;
  return found > 0 ? found : Math.min(number, tiers.length);
}

export function relinked(
  { acknowledge, handle }: Link,
  now: NonNullable<Event<'rules-changed'>['linked']>,
  atMs: Instant,
): Pick<Link, 'acknowledge' | 'handle'> {
  const again = (before: Link['handle'], paused: PausedClock | null): Link['handle'] =>
    before === null || paused === null ? null : stopped(moved(before.clock, paused.clock), paused, atMs);
  return { acknowledge: again(acknowledge, now.acknowledge), handle: again(handle, now.handle) };
}
