import type { IssueState } from '../../kernel/state';
import type { Supervised } from './messages';

export const supervised = (state: IssueState, { by, tier, people, answer }: Supervised): IssueState => ({
  ...state,
  supervision: { by, tier, people },
  clocks: { ...state.clocks, answer },
});

/** The supervising tier goes on watching. */
export function answered(state: IssueState): IssueState {
  const { answer: _given, ...running } = state.clocks;
  return { ...state, clocks: running };
}

/** A tier that watched, and has the issue itself by now, is owed no answer. */
export function reached(state: IssueState, tier: number): IssueState {
  if (state.supervision === undefined || state.supervision.tier > tier) return state;
  const { supervision: _over, ...kept } = state;
  const { answer: _owed, ...clocks } = state.clocks;
  return { ...kept, clocks };
}
