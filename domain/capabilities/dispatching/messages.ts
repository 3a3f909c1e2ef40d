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
  readonly reason?: string;
  /** What is left of the tier's own time, which stands still meanwhile. */
  readonly tierHandle: PausedClock;
  readonly acknowledge: Clock;
  readonly handle: Clock;
}
/** A return was confirmed: back to the tier that dispatched. A tier's own return is an escalation instead. */
export interface Returned {
  readonly type: 'returned';
  readonly approval: ApprovalId;
  readonly party: PartyKey;
  readonly acknowledge: Clock;
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
