/** Who may ask, and who decides. */
import type { PersonId } from '../../kernel/ids';
import { mayWork, tierAbove, tierAt } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';

/** Whoever has the issue. */
export const mayRequest = (state: IssueState): readonly PersonId[] =>
  state.assignee === null ? mayWork(state) : [state.assignee];

/** The tier above (at the top, the tier itself) without the asker, the handler and the reporter. */
export const decidersFor = (state: IssueState, asker: PersonId): readonly PersonId[] => {
  const notAllowed: readonly (PersonId | null)[] = [asker, state.assignee, state.report.reporter];
  return tierAt(state, tierAbove(state)).people.filter((person) => !notAllowed.includes(person));
};
