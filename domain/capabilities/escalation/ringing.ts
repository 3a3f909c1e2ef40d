import { isLastTier } from '../../kernel/ladder';
import type { ClockName } from '../../kernel/clock';
import type { IssueState } from '../../kernel/state';

/** The last tier is alerted for one thing at a time: first that nobody has the issue, then that it is overdue. */
export const ringing = (state: IssueState): readonly ClockName[] =>
  isLastTier(state) && state.stage === 'open' ? ['acknowledge'] : ['acknowledge', 'handle'];
