import type { Clock } from '../../kernel/clock';
import type { Instant } from '../../kernel/ids';
import { lasting } from '../../kernel/ladder';
import type { Dispatch, IssueState } from '../../kernel/state';
import type { Dispatched, ProblemRaised, Returned } from './messages';

export const dispatched = (state: IssueState, event: Dispatched, atMs: Instant): IssueState => ({
  ...calledAnew(state, event, atMs),
  dispatch: { party: event.to, by: event.by, handle: event.tierHandle, ...takenFrom(state) },
});

const takenFrom = ({ dispatch }: IssueState): Pick<Dispatch, 'takenFrom'> =>
  dispatch === undefined ? {} : { takenFrom: [...(dispatch.takenFrom ?? []), dispatch.party] };

export function returned(state: IssueState, event: Returned, atMs: Instant): IssueState {
  const { dispatch: _over, ...kept } = calledAnew(state, event, atMs);
  const { returnedBy = [] } = state;
  if (event.approval === undefined || returnedBy.includes(event.party)) return kept;
  return { ...kept, returnedBy: [...returnedBy, event.party] };
}

export const problemRaised = (state: IssueState, { cause, atMs }: ProblemRaised): IssueState => ({
  ...state,
  problem: { cause, atMs },
});

/** Other people of the same tier have to take it: nobody has it until one of them says so. */
const calledAnew = (
  state: IssueState,
  { acknowledge, handle }: { readonly acknowledge: Clock; readonly handle: Clock },
  atMs: Instant,
): IssueState => ({
  ...state,
  stage: 'open',
  stageSinceMs: atMs,
  calls: state.calls + 1,
  clocks: { ...lasting(state.clocks), acknowledge, handle },
  assignee: null,
});
