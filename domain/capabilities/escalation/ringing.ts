import { inStage, isLastTier } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';

type Ringing = 'acknowledge' | 'handle' | 'total';

/**
 * Which clocks of the ladder ring. The last tier is alerted for one thing at a time: first that nobody has the issue, then
 * that it is overdue; the time over all tiers has nothing to call above it.
 */
export function ringing(state: IssueState): readonly Ringing[] {
  if (!inStage(state, 'open', 'handling')) return NONE;
  if (!isLastTier(state)) return ALL;
  // A party to which the last tier dispatched is one among others.
  return state.stage === 'open' && state.dispatch === undefined ? ['acknowledge'] : ['acknowledge', 'handle'];
}

const NONE: readonly Ringing[] = [];
const ALL: readonly Ringing[] = ['acknowledge', 'handle', 'total'];
