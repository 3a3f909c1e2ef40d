import type { Instant } from '../../kernel/ids';
import { lasting } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Resumed, Suspended } from './messages';

/** Nothing runs but the time to answer a supervising tier. */
export function suspended(state: IssueState, event: Suspended, atMs: Instant): IssueState {
  const { total: _paused, ...clocks } = lasting(state.clocks);
  return {
    ...state,
    stage: 'suspended',
    stageSinceMs: atMs,
    clocks,
    suspension: { untilMs: event.untilMs, handle: event.handle },
    ...(event.totalPaused === undefined ? {} : { totalPaused: event.totalPaused }),
  };
}

export function resumed(state: IssueState, event: Resumed, atMs: Instant): IssueState {
  const { totalPaused: _goesOn, ...kept } = state;
  return {
    ...kept,
    stage: 'handling',
    stageSinceMs: atMs,
    clocks: {
      ...state.clocks,
      handle: event.handle,
      ...(event.total === undefined ? {} : { total: event.total }),
      ...(event.renew === undefined ? {} : { renew: event.renew }),
    },
    suspension: null,
  };
}
