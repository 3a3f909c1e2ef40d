import type { PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import { judges } from './judges';

/** Who looks on the spot at what was done; empty where the procedure has no check, or nobody is left to do it. */
export const checkersOf = (state: IssueState): readonly PersonId[] =>
  state.rules.check === undefined ? [] : judges(state, state.rules.check.by);
