import type { Clock } from '../../kernel/clock';
import type { Instant, PartyKey, PersonId } from '../../kernel/ids';
import type { Evidence } from '../../kernel/state';

/** The whistle (吹哨): whoever has the issue summons a unit to handle it together; the lead stays the one who answers. */
export interface Summon {
  readonly type: 'summon';
  readonly by: PersonId;
  readonly party: PartyKey;
  readonly reason: string;
}
/** Somebody of a summoned unit is there (报到). */
export interface ReportIn {
  readonly type: 'report-in';
  readonly by: PersonId;
}
/** A summoned unit has done its part. */
export interface Finish {
  readonly type: 'finish';
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
}
/** The lead goes on without a unit. */
export interface Release {
  readonly type: 'release';
  readonly by: PersonId;
  readonly party: PartyKey;
  readonly reason: string;
}
export type JointHandlingCommand = Summon | ReportIn | Finish | Release;

export interface Summoned {
  readonly type: 'summoned';
  readonly by: PersonId;
  readonly party: PartyKey;
  readonly reason: string;
  readonly reportIn: Clock;
  readonly handle: Clock;
}
export interface ReportedIn {
  readonly type: 'reported-in';
  readonly party: PartyKey;
  readonly by: PersonId;
}
export interface PartFinished {
  readonly type: 'part-finished';
  readonly party: PartyKey;
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
}
export interface PartReleased {
  readonly type: 'part-released';
  readonly party: PartyKey;
  readonly by: PersonId;
  readonly reason: string;
}
/** A unit did not report in, or has not done its part, in time: it, the lead and the tier above are told, again and again. */
export interface PartOverdue {
  readonly type: 'part-overdue';
  readonly party: PartyKey;
  readonly clock: 'report-in' | 'part';
  readonly round: number;
  readonly firedAtMs: Instant;
  readonly nextAtMs: Instant;
}
export type JointHandlingEvent = Summoned | ReportedIn | PartFinished | PartReleased | PartOverdue;
