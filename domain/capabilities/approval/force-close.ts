import { refuse } from '../../kernel/decision';
import type { ApprovalKindRules } from './kind';

/** Closing without the resident's word. Its outcome says so, and the resident may reopen. */
export const forceClose: ApprovalKindRules = {
  guard: (_state, command) =>
    command.extendByMs === undefined && command.untilMs === undefined
      ? null
      : refuse('COMMAND_MALFORMED', 'A force-close takes neither extendByMs nor untilMs.'),
  decideWithin: (state) => state.rules.forceClose.decideWithin,
  approved: (_state, _approval, nowMs) => [{ type: 'closed', outcome: 'force-closed', atMs: nowMs }],
};
