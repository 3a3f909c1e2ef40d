/** What the entries of all ways through the gateway have in common. */
export type { GatewayIssues } from './client';
export type { GatewayCountQuery, GatewayQuery } from './fields';
export type * from '../issues';
export { tallyOf } from '../bulk/result';
export { approvalId, bulkId, issueId, newBulkId, newCommandId, partyKey, personId, unitId } from '../ids';
export { DoorstepError } from '../../../contracts/errors';
export type { ErrorCode } from '../../../contracts/error-codes';
export type { Payload } from '../../../contracts/commands';
export type { PublishedEvent } from '../../../contracts/published-event';
export type { ReportInput } from '../../../contracts/workflow';
export type { CloudEvent } from '../../../messaging/schemas';
export type {
  ApprovalId,
  CommandName,
  Explanation,
  Instant,
  IssueEvent,
  IssueId,
  PartyKey,
  PersonId,
  Severity,
  Span,
  Stage,
  UnitId,
} from '../../../domain';
