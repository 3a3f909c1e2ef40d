import { bare } from './bare';
import { mayRequest } from './deciders';
import type { ApprovalKindRules } from './kind';

/** Closing without the resident's word. Its outcome says so, and the resident may reopen. */
export const forceClose: ApprovalKindRules = {
  stages: ['handling'],
  askers: mayRequest,
  decision: ({ forceClose }) => forceClose,
  guard: (_state, command) => bare(command),
  approved: (_state, _approval, nowMs) => [{ type: 'closed', outcome: 'force-closed', atMs: nowMs }],
};
