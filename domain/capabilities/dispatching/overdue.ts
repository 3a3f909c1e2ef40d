import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import { currentTier, pendingApproval } from '../../kernel/ladder';
import type { Dispatch, IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { lapse } from '../approval/lapse';
import { dispatchInstant } from '../escalation/climb';
import { back } from './returned';

/**
 * A party let a deadline pass and no tier is left to climb to: whoever dispatched it at the top has it again, so that
 * nobody alerts a party without end while the last tier's own time stands still. It is no return by the party.
 */
export function partyOverdue(state: IssueState, dispatch: Dispatch, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const sinceMs = dispatchInstant(state.rules, wake.atMs, nowMs, currentTier(state).acknowledgeWithin);
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      ...back(state, dispatch, sinceMs, nowMs),
      cause: wake.clock === 'handle' ? 'not-handled' : 'not-acknowledged',
      firedAtMs: wake.atMs,
    },
  ];
}
