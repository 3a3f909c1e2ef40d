import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Closed } from './messages';

export const confirmed = (state: IssueState): IssueState => state;

export const disputed = (state: IssueState): IssueState => ({ ...state, disputes: state.disputes + 1 });

export const closed = (state: IssueState, event: Closed, atMs: Instant): IssueState => ({
  ...state,
  stage: 'closed',
  stageSinceMs: atMs,
  clocks: {},
  suspension: null,
  closure: { outcome: event.outcome, atMs: event.atMs },
});
