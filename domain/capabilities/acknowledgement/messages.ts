import type { Clock } from '../../kernel/clock';
import type { Instant, PersonId } from '../../kernel/ids';

/**
 * Somebody of the tier on duty says: I have it. Stops the acknowledge clock; the handle clock goes on. Whoever has it says so
 * again where an acknowledgement expires.
 */
export interface Acknowledge {
  readonly type: 'acknowledge';
  readonly by: PersonId;
}
export interface Acknowledged {
  readonly type: 'acknowledged';
  readonly by: PersonId;
  /** Until it expires, where the procedure says so. */
  readonly renew?: Clock;
}
/** Nobody renewed it: the tier is called again, and its time to handle goes on. */
export interface AcknowledgementExpired {
  readonly type: 'acknowledgement-expired';
  readonly by: PersonId;
  readonly firedAtMs: Instant;
  readonly acknowledge: Clock;
}
export type AcknowledgementCommand = Acknowledge;
export type AcknowledgementEvent = Acknowledged | AcknowledgementExpired;
