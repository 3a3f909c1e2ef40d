import type { IssueState } from '../../kernel/state';

/** A refusal is kept for people to see; it changes nothing. */
export const commandRefused = (state: IssueState): IssueState => state;
