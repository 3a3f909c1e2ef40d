import type { PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import { judges } from '../site-check/judges';

/** Who asks the resident (回访), never whoever handled it; empty where the procedure has no call-back, or nobody is left. */
export const callersOf = (state: IssueState): readonly PersonId[] =>
  state.rules.callBack === undefined ? [] : judges(state, state.rules.callBack.by);
