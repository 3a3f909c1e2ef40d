import { warnedClock } from '../../kernel/clock';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Warned } from './messages';

/** What else should have been warned of by now is warned of with this. */
export function warned(state: IssueState, event: Warned, atMs: Instant): IssueState {
  const { handle } = state.clocks;
  if (handle === undefined) return state;
  const calls = state.calls + 1;
  return { ...state, calls, clocks: { ...state.clocks, handle: warnedClock(handle, Math.max(event.firedAtMs, atMs)) } };
}
