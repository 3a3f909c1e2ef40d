import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import { onDutyAgain } from '../escalation/evolve';
import { withoutOpenParts } from '../joint-handling/parts';
import type { Reopened } from './messages';

/**
 * Units that were summoned and deputies that were named were so for what has ended. Issues that went with it went on by
 * themselves at its end, when its workflow was no more there to be told.
 */
export function reopened(state: IssueState, event: Reopened, atMs: Instant): IssueState {
  const {
    delegations: _deputies,
    followers: _gone,
    ...kept
  } = withoutOpenParts(onDutyAgain(state, event.tier, event, atMs));
  return { ...kept, reopenings: state.reopenings + 1 };
}
