import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Verified } from './messages';

/** The tier goes on duty for the first time; what else runs (the time over all tiers) goes on. */
export function verified(state: IssueState, event: Verified, atMs: Instant): IssueState {
  const { verify: _over, ...running } = state.clocks;
  return {
    ...state,
    stage: 'open',
    stageSinceMs: atMs,
    tierSinceMs: event.acknowledge.sinceMs,
    // Who looked may be of the tier too, and have been told again meanwhile that an answer is owed.
    calls: state.calls === 0 ? 0 : state.calls + 1,
    clocks: { ...running, acknowledge: event.acknowledge, handle: event.handle },
  };
}

/** Why it is closed; that it is closed follows. */
export const declined = (state: IssueState): IssueState => state;
