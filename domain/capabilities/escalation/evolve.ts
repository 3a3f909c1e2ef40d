import type { Instant } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';
import type { IssueState } from '../../kernel/state';
import type { Escalated, Reminded } from './messages';

export const escalated = (state: IssueState, event: Escalated, atMs: Instant): IssueState =>
  onDutyAgain(state, event.toTier, event, atMs);

/** A tier goes on duty afresh: nobody has the issue, both of its clocks run. */
export const onDutyAgain = (
  state: IssueState,
  tier: number,
  clocks: { readonly acknowledge: Clock; readonly handle: Clock },
  atMs: Instant,
): IssueState => ({
  ...state,
  stage: 'open',
  stageSinceMs: atMs,
  tier,
  tierSinceMs: clocks.acknowledge.sinceMs,
  // The top of the ladder may be put on duty again after a dispute: a further round of the same tier.
  calls: tier === state.tier ? state.calls + 1 : 0,
  clocks: { acknowledge: clocks.acknowledge, handle: clocks.handle },
  assignee: null,
  suspension: null,
  closure: null,
});

/** The clock that ran out now runs to the next call. */
export function reminded(state: IssueState, event: Reminded): IssueState {
  const clock = state.clocks[event.clock];
  if (clock === undefined) return state;
  const called: Clock = { ...clock, dueAtMs: event.nextAtMs, round: event.round };
  return { ...state, calls: state.calls + 1, clocks: { ...state.clocks, [event.clock]: called } };
}
