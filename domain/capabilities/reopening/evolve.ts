import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import { onDutyAgain } from '../escalation/evolve';
import { withoutOpenParts } from '../joint-handling/parts';
import type { Reopened } from './messages';

export const reopened = (state: IssueState, event: Reopened, atMs: Instant): IssueState => ({
  ...withoutOpenParts(onDutyAgain(state, event.tier, event, atMs)),
  reopenings: state.reopenings + 1,
});
