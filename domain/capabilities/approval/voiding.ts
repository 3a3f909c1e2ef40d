import { verifiersOf } from '../verification/verifiers';
import { bare } from './bare';
import { mayRequest } from './deciders';
import type { ApprovalKindRules } from './kind';

/**
 * Taking out what is no matter at all (PRACTICE.md: voided): a duplicate, a test, a report of nothing. Asked by whoever has
 * it or looks at it; the reporter is told the outcome and may reopen.
 */
export const voiding: ApprovalKindRules = {
  stages: ['verifying', 'open', 'handling'],
  askers: (state) => (state.stage === 'verifying' ? verifiersOf(state) : mayRequest(state)),
  decision: (rules) => rules.void,
  guard: (_state, command) => bare(command),
  approved: (_state, _approval, nowMs) => [{ type: 'closed', outcome: 'voided', atMs: nowMs }],
};
