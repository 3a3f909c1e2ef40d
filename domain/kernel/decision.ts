/** What a decision is: events, or a refusal that says why and what is allowed instead. */
import type { IssueEvent } from './event';

export const REFUSALS = [
  'ISSUE_CLOSED',
  'NOT_IN_THIS_STAGE',
  'NOT_YOURS_TO_DO',
  'NOT_ON_LADDER',
  'COMMAND_MALFORMED',
  'COMMAND_UNKNOWN',
  'COMMAND_ID_REUSED',
  'EVIDENCE_REQUIRED',
  'HANDLER_IS_REPORTER',
  'TOP_OF_LADDER',
  'APPROVAL_PENDING',
  'APPROVAL_UNKNOWN',
  'APPROVAL_DECIDED',
  'APPROVAL_BY_ASKER',
  'APPROVAL_NOT_YOURS',
  'APPROVAL_KIND_UNUSED',
  'NO_DECIDER',
  'EXTENSION_OVERDUE',
  'EXTENSION_LIMIT',
  'SUSPENSION_OVERDUE',
  'SUSPENSION_LIMIT',
  'REOPEN_TOO_LATE',
  'CHECK_BY_HANDLER',
  'CALL_BACK_BY_HANDLER',
  'CALL_BACK_TOO_SOON',
  'PARTY_UNKNOWN',
  'PARTY_BUSY',
  'PARTS_UNFINISHED',
  'TIER_UNKNOWN',
  'NOTHING_TO_ANSWER',
  'NOTHING_CHANGES',
  'MIGRATION_BREAKS',
  'ISSUE_QUARANTINED',
  'DELEGATION_INVALID',
  'LINK_IMPOSSIBLE',
  'NOT_DUE',
  'OCCURRED_IN_FUTURE',
  'ALREADY_OPEN',
  'PRECONDITION_FAILED',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence for a person, in English; clients translate by code. */
  readonly message: string;
  /** Commands that are possible now, by name. */
  readonly allowed: readonly string[];
}

export type Verdict = readonly IssueEvent[] | { readonly refused: Omit<Refusal, 'allowed'> };

export type Decision =
  { readonly ok: true; readonly events: readonly IssueEvent[] } | { readonly ok: false; readonly refusal: Refusal };

export const refuse = (code: RefusalCode, message: string): Verdict => ({ refused: { code, message } });
