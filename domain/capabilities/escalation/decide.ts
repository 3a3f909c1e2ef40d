import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { currentTier, isLastTier, mayWork, pendingApproval } from '../../kernel/ladder';
import type { Approval, IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { lapse } from '../approval/lapse';
import { climb, nextCall } from './climb';
import type { Escalate, Reminded } from './messages';

/** The tier on duty passes the issue up by hand. */
export const escalate = (state: IssueState, command: Escalate, nowMs: Instant): Verdict =>
  needStage(state, 'escalate', 'open', 'handling') ??
  needPerson(state, command.by, mayWork(state), 'escalate') ??
  (isLastTier(state)
    ? refuse('TOP_OF_LADDER', `${state.id} is with the last tier; there is nobody above.`)
    : climb(state, state.tier + 1, { cause: 'passed-up', by: command.by, reason: command.reason }, nowMs));

/** Nobody acknowledged: told again as often as the tier's rule says, then the ladder climbs; the last tier is alerted for ever. */
export function acknowledgeDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  if (isLastTier(state)) return [remind(state, wake, nowMs, true)];
  if (wake.round < currentTier(state).repeat.times) return [remind(state, wake, nowMs, false)];
  return climb(state, state.tier + 1, { cause: 'not-acknowledged', firedAtMs: wake.atMs }, nowMs);
}

/** Not handled in time, acknowledged or not: the ladder climbs at once; the last tier is alerted for ever. */
export function handleDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  if (isLastTier(state)) return [...lapse(pendingDelay(state), 'overtaken'), remind(state, wake, nowMs, true)];
  return climb(state, state.tier + 1, { cause: 'not-handled', firedAtMs: wake.atMs }, nowMs);
}

/** There is no deadline left that could be moved or stand still; a force-close is worth deciding as long as it is open. */
function pendingDelay(state: IssueState): Approval | undefined {
  const pending = pendingApproval(state);
  return pending?.kind === 'force-close' ? undefined : pending;
}

function remind(state: IssueState, wake: Wake, nowMs: Instant, alert: boolean): Reminded {
  const { every } = currentTier(state).repeat;
  return {
    type: 'reminded',
    clock: wake.clock === 'handle' ? 'handle' : 'acknowledge',
    tier: state.tier,
    round: wake.round + 1,
    firedAtMs: wake.atMs,
    nextAtMs: nextCall(state.rules, wake.atMs, every, nowMs),
    alert,
  };
}
