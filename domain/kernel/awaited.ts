/** What a running clock makes of an issue: an instant at which it rings, and something that is waited for until then. */
import type { Wait } from './capability';
import type { Clock, ClockName } from './clock';
import type { IssueState } from './state';
import type { Wake } from './wake';

const NONE: readonly never[] = [];

/** Nothing when the clock does not run. */
export function clockWakes<N extends ClockName>(
  { clocks, tier }: IssueState,
  name: N,
): readonly (Wake & { clock: N })[] {
  const clock = clocks[name];
  return clock === undefined ? NONE : [{ atMs: clock.dueAtMs, clock: name, tier, round: clock.round }];
}

/** Nothing when the clock does not run. @param wait what is particular to it: since and until when, and why, the clock says */
export function clockWaits(
  { clocks }: IssueState,
  name: ClockName,
  wait: (clock: Clock) => Omit<Wait, 'sinceMs' | 'untilMs' | 'charges'>,
): readonly Wait[] {
  const clock = clocks[name];
  if (clock === undefined) return NONE;
  return [{ ...wait(clock), sinceMs: clock.sinceMs, untilMs: clock.dueAtMs, charges: clock.charges }];
}
