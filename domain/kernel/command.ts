/** Every command that a person may give. What the clocks decide is a wake (wake.ts), not a command. */
import type { AcknowledgementCommand } from '../capabilities/acknowledgement/messages';
import type { ApprovalCommand } from '../capabilities/approval/messages';
import type { AssignmentCommand } from '../capabilities/assignment/messages';
import type { ConfirmationCommand } from '../capabilities/confirmation/messages';
import type { EscalationCommand } from '../capabilities/escalation/messages';
import type { HandlingCommand } from '../capabilities/handling/messages';
import type { SuspensionCommand } from '../capabilities/suspension/messages';
import type { ReopeningCommand } from '../capabilities/reopening/messages';
import type { VerificationCommand } from '../capabilities/verification/messages';
import type { DispatchingCommand } from '../capabilities/dispatching/messages';
import type { JointHandlingCommand } from '../capabilities/joint-handling/messages';
import type { SiteCheckCommand } from '../capabilities/site-check/messages';
import type { CallbackCommand } from '../capabilities/callback/messages';
import type { WithdrawalCommand } from '../capabilities/withdrawal/messages';
import type { SupervisionCommand } from '../capabilities/supervision/messages';
import type { CommentingCommand } from '../capabilities/commenting/messages';
import type { ReclassificationCommand } from '../capabilities/reclassification/messages';
import type { MigrationCommand } from '../capabilities/migration/messages';
import type { DelegationCommand } from '../capabilities/delegation/messages';
import type { LinkingCommand } from '../capabilities/linking/messages';

export type Command =
  | AcknowledgementCommand
  | AssignmentCommand
  | EscalationCommand
  | HandlingCommand
  | ApprovalCommand
  | ConfirmationCommand
  | SuspensionCommand
  | ReopeningCommand
  | VerificationCommand
  | DispatchingCommand
  | JointHandlingCommand
  | SiteCheckCommand
  | CallbackCommand
  | WithdrawalCommand
  | SupervisionCommand
  | CommentingCommand
  | ReclassificationCommand
  | MigrationCommand
  | DelegationCommand
  | LinkingCommand;

export type CommandName = Command['type'];
