import type { PersonId } from '../../kernel/ids';
import { asked, mayWork } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { reachable } from '../staffing/reachable';
import { verifiersOf } from '../verification/verifiers';

/** Who tells a supervising tier how things stand: the tier or party on duty; before one is, whoever looks at the report. */
export const answerers = (state: IssueState): readonly PersonId[] =>
  state.stage === 'verifying' ? verifiersOf(state) : mayWork(state);

/** Who of them is asked for it: those who are there, all of them when nobody is. */
export function askedToAnswer(state: IssueState): readonly PersonId[] {
  if (state.stage === 'verifying') return reachable(state, verifiersOf(state));
  const there = asked(state);
  return there.length === 0 ? mayWork(state) : there;
}
