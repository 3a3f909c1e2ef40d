import type { Clock, PausedClock } from '../../kernel/clock';
import type { ApprovalId, Instant, PersonId } from '../../kernel/ids';

/** Whoever has the issue goes on before the date. */
export interface Resume {
  readonly type: 'resume';
  readonly by: PersonId;
}
export type SuspensionCommand = Resume;

/** An approved suspension began: the time to handle stands still. */
export interface Suspended {
  readonly type: 'suspended';
  readonly approval: ApprovalId;
  readonly untilMs: Instant;
  readonly handle: PausedClock;
  readonly totalPaused?: PausedClock;
}
/** The clock goes on with what was left of it. Without `by` the date has come. */
export interface Resumed {
  readonly type: 'resumed';
  readonly by?: PersonId;
  readonly firedAtMs?: Instant;
  readonly handle: Clock;
  readonly total?: Clock;
  /** The acknowledgement is good for so long again, where it expires. */
  readonly renew?: Clock;
}
export type SuspensionEvent = Suspended | Resumed;
