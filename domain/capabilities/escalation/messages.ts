import type { Instant, PersonId } from '../../kernel/ids';
import type { Clock, ClockName } from '../../kernel/clock';

/** The tier on duty passes the issue up by hand (the building lead reports what a building can't solve). */
export interface Escalate {
  readonly type: 'escalate';
  readonly by: PersonId;
  readonly reason: string;
  /** Key of a higher tier; the next one when left out. */
  readonly to?: string;
}
/**
 * The ladder climbed. A dispute at the top resumes at the top: `toTier` then equals `fromTier`; only `again` goes down, when
 * nobody at the top answered and the procedure has the ladder climbed again.
 */
export interface Escalated {
  readonly type: 'escalated';
  readonly fromTier: number;
  readonly toTier: number;
  readonly cause:
    | 'not-acknowledged'
    | 'not-handled'
    | 'not-closed'
    | 'passed-up'
    | 'disputed'
    | 'returned'
    | 'problem'
    | 'again'
    /** Nobody of the tier before is there. */
    | 'unstaffed'
    /** Nobody of the tier before could be told. */
    | 'not-told';
  /** The instant that fell due, when a clock is the cause. */
  readonly firedAtMs?: Instant;
  readonly by?: PersonId;
  readonly reason?: string;
  readonly acknowledge: Clock;
  readonly handle: Clock;
  /** Goes on, where it stood still. */
  readonly total?: Clock;
}
/** A clock ran out and the same people are told again. On the last tier this is an alert, and it never ends. */
export interface Reminded {
  readonly type: 'reminded';
  readonly clock: ClockName;
  readonly tier: number;
  /** 1 for the first reminder. */
  readonly round: number;
  readonly firedAtMs: Instant;
  readonly nextAtMs: Instant;
  readonly alert: boolean;
}
export type EscalationCommand = Escalate;
export type EscalationEvent = Escalated | Reminded;
