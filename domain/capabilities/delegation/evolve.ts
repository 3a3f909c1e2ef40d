import type { PersonId } from '../../kernel/ids';
import { inStage, onDuty } from '../../kernel/ladder';
import type { Delegation, IssueState } from '../../kernel/state';
import type { Delegated, DelegationEnded } from './messages';

/** A deputy of whoever is on duty is called like them, which is one more call. */
export const delegated = (state: IssueState, { by, to, untilMs }: Delegated): IssueState => ({
  ...state,
  ...(isCalled(state, by, to) ? { calls: state.calls + 1 } : {}),
  delegations: [...without(state, by, to), { from: by, to, untilMs }],
});

export function delegationEnded(state: IssueState, { from, to }: DelegationEnded): IssueState {
  const { delegations: _all, ...kept } = state;
  const left = without(state, from, to);
  return left.length === 0 ? kept : { ...kept, delegations: left };
}

/** Whether the deputy learns by it that they are on duty. */
export function isCalled(state: IssueState, from: PersonId, to: PersonId): boolean {
  const working = onDuty(state);
  return inStage(state, 'open', 'handling') && working.includes(from) && !working.includes(to);
}

const without = ({ delegations = [] }: IssueState, from: PersonId, to: PersonId): readonly Delegation[] =>
  delegations.filter((one) => one.from !== from || one.to !== to);
