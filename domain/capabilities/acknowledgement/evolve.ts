import type { Clock } from '../../kernel/clock';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Acknowledged, AcknowledgementExpired } from './messages';

/** The acknowledge clock stops, the handle clock goes on, and whoever acknowledged has the issue. Said again, only its end moves. */
export function acknowledged(state: IssueState, event: Acknowledged, atMs: Instant): IssueState {
  const { acknowledge: _stopped, renew: _before, ...running } = state.clocks;
  const clocks = event.renew === undefined ? running : { ...running, renew: event.renew };
  if (state.stage === 'handling') return { ...state, clocks };
  return { ...state, stage: 'handling', stageSinceMs: atMs, assignee: event.by, clocks };
}

export const acknowledgementExpired = (
  state: IssueState,
  { acknowledge }: AcknowledgementExpired,
  atMs: Instant,
): IssueState => calledAgain(state, acknowledge, atMs);

/** Nobody has it any more: the crew has to take it, and its time to handle goes on. */
export function calledAgain(state: IssueState, acknowledge: Clock, atMs: Instant): IssueState {
  const { renew: _over, ...running } = state.clocks;
  return {
    ...state,
    stage: 'open',
    stageSinceMs: atMs,
    assignee: null,
    calls: state.calls + 1,
    clocks: { ...running, acknowledge },
  };
}
