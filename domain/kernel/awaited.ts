/** What a running clock makes of an issue: an instant at which it rings, and something that is waited for until then. */
import { isProvisional } from '../calendar/working-time';
import type { Wait } from './capability';
import type { Clock, ClockName } from './clock';
import type { IssueRules } from './rules';
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

/** Nothing when the clock does not run. @param wait what is particular to it: since and until when, why, and whether that may move, the clock says */
export function clockWaits(
  { clocks, rules }: IssueState,
  name: ClockName,
  wait: (clock: Clock) => Omit<Wait, 'sinceMs' | 'untilMs' | 'charges' | 'provisional'>,
): readonly Wait[] {
  const clock = clocks[name];
  if (clock === undefined) return NONE;
  const { sinceMs, dueAtMs: untilMs, charges } = clock;
  return [{ ...wait(clock), sinceMs, untilMs, charges, ...(mayMove(rules, clock) ? { provisional: true } : {}) }];
}

/** Whether holidays that are not published yet may move the deadline. */
const mayMove = ({ workingTime }: IssueRules, { time, dueAtMs }: Clock): boolean =>
  time === 'working' && workingTime !== undefined && isProvisional(workingTime, dueAtMs);
