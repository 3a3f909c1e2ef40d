/**
 * The capabilities of an issue. A new one is added to the list and to the two tables; the compiler says which
 * command or event is still without an owner.
 */
import { acknowledgement } from '../capabilities/acknowledgement';
import { approval } from '../capabilities/approval';
import { assignment } from '../capabilities/assignment';
import { confirmation } from '../capabilities/confirmation';
import { escalation } from '../capabilities/escalation';
import { handling } from '../capabilities/handling';
import { opening } from '../capabilities/opening';
import { refusal } from '../capabilities/refusal';
import { reopening } from '../capabilities/reopening';
import { suspension } from '../capabilities/suspension';
import type { Capability, CommandHandlers, EventAppliers } from './capability';

export const capabilities: readonly Capability[] = [
  opening,
  acknowledgement,
  assignment,
  escalation,
  approval,
  suspension,
  handling,
  confirmation,
  reopening,
  refusal,
];

export const commandHandlers: CommandHandlers = {
  ...acknowledgement.commands,
  ...assignment.commands,
  ...escalation.commands,
  ...approval.commands,
  ...suspension.commands,
  ...handling.commands,
  ...confirmation.commands,
  ...reopening.commands,
};

export const eventAppliers: EventAppliers = {
  ...opening.events,
  ...acknowledgement.events,
  ...assignment.events,
  ...escalation.events,
  ...approval.events,
  ...suspension.events,
  ...handling.events,
  ...confirmation.events,
  ...reopening.events,
  ...refusal.events,
};
