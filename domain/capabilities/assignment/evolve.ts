import type { IssueState } from '../../kernel/state';
import type { Assigned } from './messages';

/** The clocks go on: giving an issue to somebody is not yet taking it. */
export const assigned = (state: IssueState, event: Assigned): IssueState => ({ ...state, assignee: event.to });
