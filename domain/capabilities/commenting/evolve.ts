import type { IssueState } from '../../kernel/state';

/** Talk stays in the log: no clock moves, and nobody is any further. */
export const commented = (state: IssueState): IssueState => state;
