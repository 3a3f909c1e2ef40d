import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Acknowledged } from './messages';

/** The acknowledge clock stops, the handle clock goes on, and whoever acknowledged has the issue. */
export function acknowledged(state: IssueState, event: Acknowledged, atMs: Instant): IssueState {
  const { acknowledge: _stopped, ...running } = state.clocks;
  return { ...state, stage: 'handling', stageSinceMs: atMs, assignee: event.by, clocks: running };
}
