import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { CheckFailed, Checked } from './messages';

export function checked(state: IssueState, event: Checked, atMs: Instant): IssueState {
  const { check: _over, ...running } = state.clocks;
  return { ...state, stage: 'confirming', stageSinceMs: atMs, clocks: { ...running, confirm: event.confirm } };
}

/** Back to whoever handled it, of the same tier or party, with a term of its own. */
export function checkFailed(state: IssueState, event: CheckFailed, atMs: Instant): IssueState {
  const { totalPaused: _goesOn, ...kept } = state;
  const { check: _over, ...running } = state.clocks;
  return {
    ...kept,
    stage: 'handling',
    stageSinceMs: atMs,
    calls: state.calls + 1,
    clocks: { ...running, handle: event.handle, ...(event.total === undefined ? {} : { total: event.total }) },
    assignee: state.handled?.by ?? state.assignee,
    reworks: (state.reworks ?? 0) + 1,
  };
}
