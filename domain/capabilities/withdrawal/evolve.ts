import type { IssueState } from '../../kernel/state';

/** Why it is closed; that it is closed follows. */
export const withdrawn = (state: IssueState): IssueState => state;
