import type { Instant } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';
import { lasting } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { reached } from '../supervision/evolve';
import { firstCall } from './climb';
import type { Escalated, Reminded } from './messages';

export function escalated(state: IssueState, event: Escalated, atMs: Instant): IssueState {
  const again = event.cause === 'again' ? { ...state, rounds: (state.rounds ?? 0) + 1 } : state;
  const after = onDutyAgain(again, event.toTier, event, atMs);
  if (!isTotalSpent(after, event)) return after;
  const { total: _rung, ...running } = after.clocks;
  return { ...after, clocks: running };
}

/**
 * It has rung, and rings once; or it was over when the top had it, which is where it leads: climbed again, the ladder would
 * be cut short at the instant at which its tiers are told.
 */
const isTotalSpent = ({ clocks: { total } }: IssueState, { cause, acknowledge }: Escalated): boolean =>
  cause === 'not-closed' || (cause === 'again' && total !== undefined && total.dueAtMs <= acknowledge.sinceMs);

/** A tier goes on duty afresh: nobody has the issue, both of its clocks run; no party has it, and nothing is to be checked or confirmed. */
export function onDutyAgain(
  state: IssueState,
  tier: number,
  clocks: { readonly acknowledge: Clock; readonly handle: Clock; readonly total?: Clock },
  atMs: Instant,
): IssueState {
  const kept = alone(reached(state, tier));
  return {
    ...kept,
    stage: 'open',
    stageSinceMs: atMs,
    tier,
    tierSinceMs: clocks.acknowledge.sinceMs,
    // The top of the ladder may be put on duty again after a dispute: a further round of the same tier.
    calls: tier === state.tier ? state.calls + 1 : firstCall(state, tier),
    clocks: {
      ...lasting(kept.clocks),
      acknowledge: clocks.acknowledge,
      handle: clocks.handle,
      ...(clocks.total === undefined ? {} : { total: clocks.total }),
    },
    assignee: null,
    suspension: null,
    closure: null,
  };
}

/** Nearly always there is nothing of this, and to leave fields out is dear. */
function alone(state: IssueState): IssueState {
  if (state.dispatch === undefined && state.totalPaused === undefined && state.unreached === undefined) return state;
  const { dispatch: _given, totalPaused: _goesOn, unreached: _calls, ...kept } = state;
  return kept;
}

/** The clock that ran out now runs to the next call. */
export function reminded(state: IssueState, event: Reminded): IssueState {
  const clock = state.clocks[event.clock];
  if (clock === undefined) return state;
  const called: Clock = { ...clock, dueAtMs: event.nextAtMs, round: event.round };
  return { ...state, calls: state.calls + 1, clocks: { ...state.clocks, [event.clock]: called } };
}
