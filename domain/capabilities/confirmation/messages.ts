import type { Instant, PersonId } from '../../kernel/ids';
import type { Outcome } from '../../kernel/state';

/** The resident agrees that the matter is solved. */
export interface Confirm {
  readonly type: 'confirm';
  readonly by: PersonId;
}
/** The resident disagrees; the issue resumes one tier higher. */
export interface Dispute {
  readonly type: 'dispute';
  readonly by: PersonId;
  readonly reason: string;
}
export type ConfirmationCommand = Confirm | Dispute;

export interface Confirmed {
  readonly type: 'confirmed';
  readonly by: PersonId;
}
export interface Disputed {
  readonly type: 'disputed';
  readonly by: PersonId;
  readonly reason: string;
}
export interface Closed {
  readonly type: 'closed';
  readonly outcome: Outcome;
  /** When it was decided, whatever its sender says of when it happened: the time to reopen counts from here. */
  readonly atMs: Instant;
}
export type ConfirmationEvent = Confirmed | Disputed | Closed;
