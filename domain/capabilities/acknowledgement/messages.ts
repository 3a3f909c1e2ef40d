import type { PersonId } from '../../kernel/ids';

/** Somebody of the tier on duty says: I have it. Stops the acknowledge clock; the handle clock goes on. */
export interface Acknowledge {
  readonly type: 'acknowledge';
  readonly by: PersonId;
}
export interface Acknowledged {
  readonly type: 'acknowledged';
  readonly by: PersonId;
}
export type AcknowledgementCommand = Acknowledge;
export type AcknowledgementEvent = Acknowledged;
