import type { Clock } from '../../kernel/clock';
import type { Instant, PersonId } from '../../kernel/ids';

/** Whoever looks at reports says: this is a matter. The first tier goes on duty. */
export interface Verify {
  readonly type: 'verify';
  readonly by: PersonId;
  readonly note?: string;
}
/** No matter for us, and why; the reporter learns it and may reopen. */
export interface Decline {
  readonly type: 'decline';
  readonly by: PersonId;
  readonly reason: string;
}
export type VerificationCommand = Verify | Decline;

/** The first tier is on duty from now. Without `by` nobody looked in time, and what nobody declined is taken for true. */
export interface Verified {
  readonly type: 'verified';
  readonly by?: PersonId;
  readonly note?: string;
  readonly firedAtMs?: Instant;
  readonly acknowledge: Clock;
  readonly handle: Clock;
}
export interface Declined {
  readonly type: 'declined';
  readonly by: PersonId;
  readonly reason: string;
}
export type VerificationEvent = Verified | Declined;
