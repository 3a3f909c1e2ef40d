import type { PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';

/** Who may call the resident back: never whoever handled it, had a part in it or reported it. */
export const callersOf = ({ rules, handled, assignee, report }: IssueState): readonly PersonId[] =>
  (rules.callBack?.by.people ?? []).filter(
    (person) => person !== handled?.by && person !== assignee && person !== report.reporter,
  );
