import type { PersonId } from '../../kernel/ids';

/** The tier on duty gives the issue to one person of the ladder. */
export interface Assign {
  readonly type: 'assign';
  readonly by: PersonId;
  readonly to: PersonId;
}
export interface Assigned {
  readonly type: 'assigned';
  readonly by: PersonId;
  readonly to: PersonId;
}
export type AssignmentCommand = Assign;
export type AssignmentEvent = Assigned;
