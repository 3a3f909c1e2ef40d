import { refuse } from '../../kernel/decision';
import type { ApprovalKindRules } from './kind';

/** Closing without the resident's word. Its outcome says so, and the resident may reopen. */
export const forceClose: ApprovalKindRules = {
  guard: (_state, command) =>
    command.extendByMs === undefined
      ? null
      : refuse('COMMAND_MALFORMED', 'request.extendByMs belongs to an extension, not to a force-close.'),
  decideWithinMs: (state) => state.rules.forceClose.decideWithinMs,
  approved: (_state, _approval, nowMs) => [{ type: 'closed', outcome: 'force-closed', atMs: nowMs }],
};
