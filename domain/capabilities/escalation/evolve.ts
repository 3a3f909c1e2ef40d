import type { Instant } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';
import { lasting } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Escalated, Reminded } from './messages';

export function escalated(state: IssueState, event: Escalated, atMs: Instant): IssueState {
  const again = event.cause === 'again' ? { ...state, rounds: (state.rounds ?? 0) + 1 } : state;
  const after = onDutyAgain(again, event.toTier, event, atMs);
  if (event.cause !== 'not-closed') return after;
  // It has rung, and rings once.
  const { total: _rung, ...running } = after.clocks;
  return { ...after, clocks: running };
}

/** A tier has fewer calls than this in one round of the ladder. */
export const CALLS_A_ROUND = 10_000;

/** A tier goes on duty afresh: nobody has the issue, both of its clocks run; no party has it, and nothing is to be checked or confirmed. */
export function onDutyAgain(
  state: IssueState,
  tier: number,
  clocks: { readonly acknowledge: Clock; readonly handle: Clock; readonly total?: Clock },
  atMs: Instant,
): IssueState {
  const { dispatch: _given, totalPaused: _goesOn, unreached: _calls, supervision, ...kept } = state;
  // A tier that watched and has the issue itself by now owes nobody an answer.
  const watched = supervision !== undefined && supervision.tier > tier;
  const { answer: _owed, ...unwatched } = lasting(state.clocks);
  return {
    ...kept,
    ...(watched ? { supervision } : {}),
    stage: 'open',
    stageSinceMs: atMs,
    tier,
    tierSinceMs: clocks.acknowledge.sinceMs,
    // The top of the ladder may be put on duty again after a dispute: a further round of the same tier.
    calls: tier === state.tier ? state.calls + 1 : (state.rounds ?? 0) * CALLS_A_ROUND,
    clocks: {
      ...(watched ? lasting(state.clocks) : unwatched),
      acknowledge: clocks.acknowledge,
      handle: clocks.handle,
      ...(clocks.total === undefined ? {} : { total: clocks.total }),
    },
    assignee: null,
    suspension: null,
    closure: null,
  };
}

/** The clock that ran out now runs to the next call. */
export function reminded(state: IssueState, event: Reminded): IssueState {
  const clock = state.clocks[event.clock];
  if (clock === undefined) return state;
  const called: Clock = { ...clock, dueAtMs: event.nextAtMs, round: event.round };
  return { ...state, calls: state.calls + 1, clocks: { ...state.clocks, [event.clock]: called } };
}
