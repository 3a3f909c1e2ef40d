import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Handled } from './messages';

/** A supervising tier has its answer with this too. */
export function handled(state: IssueState, event: Handled, atMs: Instant): IssueState {
  const { unreached: _calls, ...kept } = state;
  return {
    ...kept,
    stage: event.check === undefined ? 'confirming' : 'checking',
    stageSinceMs: atMs,
    clocks: {
      ...(event.check === undefined ? {} : { check: event.check }),
      ...(event.confirm === undefined ? {} : { confirm: event.confirm }),
    },
    handled: { by: event.by, atMs, tier: state.tier },
    ...(event.totalPaused === undefined ? {} : { totalPaused: event.totalPaused }),
  };
}
