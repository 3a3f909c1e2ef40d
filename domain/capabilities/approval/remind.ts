/** Those whose voice is still wanted are told again before the time to decide is over (催审批). */
import { warningInstants } from '../../kernel/clock';
import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import type { Decision, IssueRules } from '../../kernel/rules';
import type { Approval, IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';

/** To be put into the event that sets or moves the time to decide. What would have come before `fromMs` is not made up for. */
export function remindersOf(
  rules: IssueRules,
  { decideWithin, reminders = [] }: Decision,
  fromMs: Instant,
  dueAtMs: Instant,
): Pick<Approval, 'remindAtMs'> {
  const remindAtMs = warningInstants(rules, decideWithin, reminders, fromMs, dueAtMs);
  return remindAtMs.length === 0 ? {} : { remindAtMs };
}

/** After an outage nobody is reminded of a question whose time is over. */
export function remind(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const pending = pendingApproval(state);
  if (pending === undefined) return [];
  const { id: approval, dueAtMs } = pending;
  const late = nowMs >= dueAtMs ? { untold: true as const } : {};
  return [{ type: 'approval-reminded', approval, firedAtMs: wake.atMs, dueAtMs, ...late }];
}
