import type { IssueState } from '../../kernel/state';
import type { NotTold } from './messages';

/** It is said once of each call. */
export const notTold = (state: IssueState, { tier, round }: NotTold): IssueState => ({
  ...state,
  untold: { tier, round },
});
