import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';

/** Whoever is at work learns that the time to handle is nearly over; after an outage nobody is warned of what has passed already. */
export function warningDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const clock = state.clocks.handle;
  if (clock === undefined) return [];
  const late = nowMs >= clock.dueAtMs ? { untold: true as const } : {};
  return [{ type: 'warned', tier: state.tier, firedAtMs: wake.atMs, dueAtMs: clock.dueAtMs, ...late }];
}
