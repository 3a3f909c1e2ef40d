/** The one public entry of the SDK; everything else in this folder is private. */
export type { ConcurrentBulkOptions } from './bulk/bulk';
export type { NamedForetellOptions } from './bulk/foretell';
export { tallyOf } from './bulk/result';
export type { ChannelsClient } from './channels';
export { connectDoorstep } from './connect';
export type { DirectoryClient } from './directory';
export type { Commands, Doorstep } from './doorstep';
export type * from './issues';
export {
  approvalId,
  bulkId,
  issueId,
  issueIdOfKey,
  newBulkId,
  newCommandId,
  newIssueId,
  partyKey,
  personId,
  unitId,
} from './ids';
export type { InboxOptions } from './live';
export type { DoorstepOptions } from './options';
export { masterKeysOf } from '../../store/contacts/master-key';
export type { PeopleClient, PersonalDataOptions } from './people';
export type { ChainVerification } from './reading/reader';
export { findConnections, type Connections } from '../../contracts/connections';
export { DoorstepError } from '../../contracts/errors';
export type { ErrorCode } from '../../contracts/error-codes';
export type { Payload } from '../../contracts/commands';
export type { PersonalData } from '../../contracts/personal-data';
export type { PublishedEvent } from '../../contracts/published-event';
export type { Receipt, ReportInput } from '../../contracts/workflow';
export type { CloudEvent, EventFilter, InboxMessage, Since, Subscription } from '../../messaging';
export type {
  DirectoryImport,
  DirectoryVersion,
  DirectoryWritten,
  EntryChange,
  EntryVersion,
  IssueFilter,
  StoredDirectory,
  AlertedGap,
  Certificate,
  CertificateVerdict,
  Erasure,
  ErasureForetold,
  ErasureRequest,
  GapCounts,
  Contact,
  DeadLetter,
  DeliveryCount,
  DeliveryRecord,
  MasterKeys,
  NewContact,
  NoticeRecord,
  ReasonCount,
  ToldName,
} from '../../store';
export type { Channel, DeliveryReason, DeliveryState } from '../../contracts/channels';
export { knownLocation } from '../../domain';
export type {
  ApprovalId,
  CallAnswer,
  CommandName,
  Explanation,
  Instant,
  IssueEvent,
  IssueId,
  IssueState,
  Offer,
  PartyKey,
  PersonId,
  RulePart,
  Severity,
  Span,
  Stage,
  UnitId,
  Wait,
} from '../../domain';
