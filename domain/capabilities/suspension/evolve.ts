import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Resumed, Suspended } from './messages';

export function suspended(state: IssueState, event: Suspended, atMs: Instant): IssueState {
  const { handle: _paused, ...running } = state.clocks;
  return {
    ...state,
    stage: 'suspended',
    stageSinceMs: atMs,
    clocks: running,
    suspension: { untilMs: event.untilMs, handle: event.handle },
  };
}

export const resumed = (state: IssueState, event: Resumed, atMs: Instant): IssueState => ({
  ...state,
  stage: 'handling',
  stageSinceMs: atMs,
  clocks: { ...state.clocks, handle: event.handle },
  suspension: null,
});
