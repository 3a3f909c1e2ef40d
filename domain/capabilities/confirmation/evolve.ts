import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Closed } from './messages';

export const confirmed = (state: IssueState): IssueState => state;

/** It has to be redone. */
export const disputed = (state: IssueState): IssueState => ({
  ...state,
  disputes: state.disputes + 1,
  reworks: (state.reworks ?? 0) + 1,
});

/** Nothing runs any more. */
export function closed(state: IssueState, event: Closed, atMs: Instant): IssueState {
  const { totalPaused: _total, dispatch: _party, link: _lead, ...kept } = state;
  return {
    ...kept,
    stage: 'closed',
    stageSinceMs: atMs,
    clocks: {},
    suspension: null,
    closure: { outcome: event.outcome, atMs: event.atMs },
  };
}
