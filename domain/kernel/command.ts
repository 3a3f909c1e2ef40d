/** Every command that a person may give. What the clocks decide is a wake (wake.ts), not a command. */
import type { AcknowledgementCommand } from '../capabilities/acknowledgement/messages';
import type { ApprovalCommand } from '../capabilities/approval/messages';
import type { AssignmentCommand } from '../capabilities/assignment/messages';
import type { ConfirmationCommand } from '../capabilities/confirmation/messages';
import type { EscalationCommand } from '../capabilities/escalation/messages';
import type { HandlingCommand } from '../capabilities/handling/messages';
import type { SuspensionCommand } from '../capabilities/suspension/messages';
import type { ReopeningCommand } from '../capabilities/reopening/messages';

export type Command =
  | AcknowledgementCommand
  | AssignmentCommand
  | EscalationCommand
  | HandlingCommand
  | ApprovalCommand
  | ConfirmationCommand
  | SuspensionCommand
  | ReopeningCommand;

export type CommandName = Command['type'];
