import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { currentTier, isLastTier, mayWork, pendingApproval, tierNumber } from '../../kernel/ladder';
import type { Approval, IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { lapse } from '../approval/lapse';
import { partyOverdue } from '../dispatching/overdue';
import { climb, nextCall, tierAfter } from './climb';
import type { Escalate, Reminded } from './messages';

/** Whoever has the issue; a party gives it back instead (`return`), so that nobody climbs past the tier that dispatched. */
export const mayPassUp = (state: IssueState): readonly PersonId[] =>
  state.dispatch === undefined ? mayWork(state) : currentTier(state).people;

/** Whoever has the issue passes it up by hand, to the next tier or to a higher one. */
export function escalate(state: IssueState, command: Escalate, nowMs: Instant): Verdict {
  const refused =
    needStage(state, 'escalate', 'open', 'handling') ?? needPerson(state, command.by, mayPassUp(state), 'escalate');
  if (refused !== null) return refused;
  if (isLastTier(state)) return refuse('TOP_OF_LADDER', `${state.id} is with the last tier; there is nobody above.`);
  const to = command.to === undefined ? state.tier + 1 : tierNumber(state.rules, command.to);
  if (to === undefined || to <= state.tier) {
    const above = state.rules.tiers.slice(state.tier).map(({ key }) => key);
    return refuse('TIER_UNKNOWN', `There is no tier ${command.to} above this one; above are: ${above.join(', ')}.`);
  }
  return climb(state, to, { cause: 'passed-up', by: command.by, reason: command.reason }, nowMs);
}

/** Nobody acknowledged: told again as often as the tier's rule says, then the ladder climbs; the last tier is alerted for ever. */
export function acknowledgeDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  if (isLastTier(state)) {
    if (state.dispatch !== undefined) return partyOverdue(state, state.dispatch, wake, nowMs);
    const { again } = state.rules;
    // The whole ladder is asked once more before its top is alerted without end.
    return again !== undefined && (state.rounds ?? 0) < again.times
      ? climb(state, again.from, { cause: 'again', firedAtMs: wake.atMs }, nowMs)
      : [remind(state, wake, nowMs, true)];
  }
  if (wake.round < currentTier(state).repeat.times) return [remind(state, wake, nowMs, false)];
  return climb(state, tierAfter(state), { cause: 'not-acknowledged', firedAtMs: wake.atMs }, nowMs);
}

/** Not handled in time, acknowledged or not: the ladder climbs at once; the last tier is alerted for ever. */
export function handleDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  if (isLastTier(state)) {
    if (state.dispatch !== undefined) return partyOverdue(state, state.dispatch, wake, nowMs);
    return [...lapse(pendingDelay(state), 'overtaken'), remind(state, wake, nowMs, true)];
  }
  return climb(state, tierAfter(state), { cause: 'not-handled', firedAtMs: wake.atMs }, nowMs);
}

/** The time over all tiers is over: straight to the tier that the procedure names, once. */
export function totalDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const to = Math.max(state.rules.total?.to ?? 0, state.tier + 1);
  return climb(state, to, { cause: 'not-closed', firedAtMs: wake.atMs }, nowMs);
}

/** There is no deadline left that could be moved or stand still; a force-close is worth deciding as long as it is open. */
function pendingDelay(state: IssueState): Approval | undefined {
  const pending = pendingApproval(state);
  return pending?.kind === 'extension' || pending?.kind === 'suspension' ? pending : undefined;
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
