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
import { verification } from '../capabilities/verification';
import { dispatching } from '../capabilities/dispatching';
import { jointHandling } from '../capabilities/joint-handling';
import { siteCheck } from '../capabilities/site-check';
import { callback } from '../capabilities/callback';
import { withdrawal } from '../capabilities/withdrawal';
import { supervision } from '../capabilities/supervision';
import { commenting } from '../capabilities/commenting';
import { reclassification } from '../capabilities/reclassification';
import { migration } from '../capabilities/migration';
import { delegation } from '../capabilities/delegation';
import { linking } from '../capabilities/linking';
import { warning } from '../capabilities/warning';
import { telling } from '../capabilities/not-told';
import { staffing } from '../capabilities/staffing';
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
  verification,
  dispatching,
  jointHandling,
  siteCheck,
  callback,
  withdrawal,
  supervision,
  commenting,
  reclassification,
  migration,
  delegation,
  linking,
  warning,
  staffing,
  telling,
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
  ...verification.commands,
  ...dispatching.commands,
  ...jointHandling.commands,
  ...siteCheck.commands,
  ...callback.commands,
  ...withdrawal.commands,
  ...supervision.commands,
  ...commenting.commands,
  ...reclassification.commands,
  ...migration.commands,
  ...delegation.commands,
  ...linking.commands,
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
  ...verification.events,
  ...dispatching.events,
  ...jointHandling.events,
  ...siteCheck.events,
  ...callback.events,
  ...withdrawal.events,
  ...supervision.events,
  ...commenting.events,
  ...reclassification.events,
  ...migration.events,
  ...delegation.events,
  ...linking.events,
  ...warning.events,
  ...staffing.events,
  ...telling.events,
  ...refusal.events,
};
