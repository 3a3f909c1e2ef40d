/** Every event of an issue, and the record that the log keeps of it. */
import type { AcknowledgementEvent } from '../capabilities/acknowledgement/messages';
import type { ApprovalEvent } from '../capabilities/approval/messages';
import type { AssignmentEvent } from '../capabilities/assignment/messages';
import type { ConfirmationEvent } from '../capabilities/confirmation/messages';
import type { EscalationEvent } from '../capabilities/escalation/messages';
import type { HandlingEvent } from '../capabilities/handling/messages';
import type { OpeningEvent } from '../capabilities/opening/messages';
import type { RefusalEvent } from '../capabilities/refusal/messages';
import type { ReopeningEvent } from '../capabilities/reopening/messages';
import type { VerificationEvent } from '../capabilities/verification/messages';
import type { DispatchingEvent } from '../capabilities/dispatching/messages';
import type { JointHandlingEvent } from '../capabilities/joint-handling/messages';
import type { SiteCheckEvent } from '../capabilities/site-check/messages';
import type { CallbackEvent } from '../capabilities/callback/messages';
import type { WithdrawalEvent } from '../capabilities/withdrawal/messages';
import type { SupervisionEvent } from '../capabilities/supervision/messages';
import type { CommentingEvent } from '../capabilities/commenting/messages';
import type { ReclassificationEvent } from '../capabilities/reclassification/messages';
import type { MigrationEvent } from '../capabilities/migration/messages';
import type { DelegationEvent } from '../capabilities/delegation/messages';
import type { LinkingEvent } from '../capabilities/linking/messages';
import type { WarningEvent } from '../capabilities/warning/messages';
import type { NotToldEvent } from '../capabilities/not-told/messages';
import type { StaffingEvent } from '../capabilities/staffing/messages';
import type { SuspensionEvent } from '../capabilities/suspension/messages';
import type { CommandId, Instant } from './ids';

export type IssueEvent =
  | OpeningEvent
  | AcknowledgementEvent
  | AssignmentEvent
  | EscalationEvent
  | HandlingEvent
  | ApprovalEvent
  | ConfirmationEvent
  | SuspensionEvent
  | ReopeningEvent
  | RefusalEvent
  | VerificationEvent
  | DispatchingEvent
  | JointHandlingEvent
  | SiteCheckEvent
  | CallbackEvent
  | WithdrawalEvent
  | SupervisionEvent
  | CommentingEvent
  | ReclassificationEvent
  | MigrationEvent
  | DelegationEvent
  | LinkingEvent
  | WarningEvent
  | StaffingEvent
  | NotToldEvent;

export type EventType = IssueEvent['type'];

/** An event in its place: the seq-th of its issue, by whom, through which command, and when it happened. */
export interface Recorded<E extends IssueEvent = IssueEvent> {
  /** 1..n per issue without a gap. */
  readonly seq: number;
  /** A person id, or `ladder` for what the clocks decide. */
  readonly actor: string;
  readonly commandId: CommandId;
  /** When it happened, as the command says; the log adds when it was recorded. */
  readonly occurredAtMs: Instant;
  readonly event: E;
}

/** Version of each event's data. Raise it with an upcaster when the data changes shape. */
export const EVENT_VERSION = 1;
/** CloudEvents type of an event, for example `issue.opened.v1`. */
export const eventTypeName = (type: EventType): string => `issue.${type}.v${EVENT_VERSION}`;
