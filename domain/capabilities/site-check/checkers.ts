import type { PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';

/** Who may look at it on the spot: never whoever handled it, had a part in it or reported it. */
export const checkersOf = ({ rules, handled, report }: IssueState): readonly PersonId[] =>
  (rules.check?.by.people ?? []).filter((person) => person !== handled?.by && person !== report.reporter);
