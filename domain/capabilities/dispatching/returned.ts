/** What a yes to a `return` leads to. */
import { resumeClock, startClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import { currentTier, isLastTier, tierAbove } from '../../kernel/ladder';
import type { Approval, Dispatch, IssueState } from '../../kernel/state';
import { climb } from '../escalation/climb';
import type { Returned } from './messages';
import { problemOfUnits } from './problem';

/** A party gives it back to the tier, a tier to the one above; the last tier has nobody to give it to. */
export const mayReturn = (state: IssueState): Verdict | null =>
  state.dispatch === undefined && isLastTier(state)
    ? refuse('TOP_OF_LADDER', `${state.id} is with the last tier; there is nobody above to give it back to.`)
    : null;

/** @param state as it was before the yes */
export function returnedEvents(state: IssueState, approval: Approval, nowMs: Instant): readonly IssueEvent[] {
  // Its question is answered: a climb has nothing to overtake.
  const answered = { ...state, approvals: [] };
  if (state.dispatch === undefined)
    return climb(answered, tierAbove(state), { cause: 'returned', by: approval.askedBy }, nowMs);
  const returned = { ...back(state, state.dispatch, nowMs, nowMs), approval: approval.id };
  const problem = problemOfUnits(state, state.dispatch.party, nowMs);
  // At the top there is nobody above who could become the lead, and a fresh term would be a reward for bouncing.
  if (problem.length === 0 || isLastTier(state)) return [returned, ...problem];
  return [returned, ...problem, ...climb(answered, tierAbove(state), { cause: 'problem' }, nowMs)];
}

/**
 * The tier that dispatched it has it again: with a fresh time to acknowledge, because it has to learn of it, and with what
 * was left of its time to handle.
 */
export function back(state: IssueState, { party, handle }: Dispatch, sinceMs: Instant, nowMs: Instant): Returned {
  const { acknowledgeWithin, warnings } = currentTier(state);
  return {
    type: 'returned',
    party,
    acknowledge: startClock(state.rules, sinceMs, acknowledgeWithin),
    handle: resumeClock(state.rules, handle, nowMs, 'dispatch', warnings),
  };
}
