import type { Clock, PausedClock } from '../../kernel/clock';
import type { ApprovalId, Instant, PartyKey, PersonId } from '../../kernel/ids';

/** The tier on duty gives the issue to a unit beside the ladder. Its time counts from here, not from its sign-in. */
export interface Dispatch {
  readonly type: 'dispatch';
  readonly by: PersonId;
  readonly to: PartyKey;
  readonly reason?: string;
}
export type DispatchingCommand = Dispatch;

export interface Dispatched {
  readonly type: 'dispatched';
  readonly by: PersonId;
  readonly to: PartyKey;
  /** The party that had it until now, when it goes from one to another. */
  readonly from?: PartyKey;
  readonly reason?: string;
  /** What is left of the tier's own time, which stands still meanwhile. */
  readonly tierHandle: PausedClock;
  readonly acknowledge: Clock;
  readonly handle: Clock;
}
/** Back with the tier that dispatched it. A tier's own return is an escalation instead. */
export interface Returned {
  readonly type: 'returned';
  readonly party: PartyKey;
  /** The question to which somebody said yes; absent where the party let a deadline pass and there is no tier to climb to. */
  readonly approval?: ApprovalId;
  readonly cause?: 'not-acknowledged' | 'not-handled';
  /** The instant that fell due, when a clock is the cause. */
  readonly firedAtMs?: Instant;
  readonly acknowledge: Clock;
  /** The tier's own, with what was left of it. */
  readonly handle: Clock;
}
/** A problem case by rule (PRACTICE.md): redone too often, or passed among too many units with no lead. The ladder climbs. */
export interface ProblemRaised {
  readonly type: 'problem-raised';
  readonly cause: 'reworks' | 'units';
  readonly count: number;
  readonly atMs: Instant;
}
export type DispatchingEvent = Dispatched | Returned | ProblemRaised;
