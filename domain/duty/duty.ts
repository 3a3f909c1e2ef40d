/** Who is on duty: what is asked, and what is answered. */
import type { Instant, PersonId, UnitId } from '../kernel/ids';

/** One step of how it was found who is on duty. */
export interface Hop {
  readonly why:
    'override' | 'rotation' | 'off-duty' | 'absent' | 'left' | 'deputy' | 'next-on-duty' | 'whole-post' | 'nobody';
  /** Whom this step is about: who was found, or who is not there. */
  readonly person?: PersonId;
  /** In whose place. */
  readonly for?: PersonId;
  /** When this reason ends, where that is known. */
  readonly untilMs?: Instant;
}

export interface Duty {
  /** Each once; empty when nobody is on duty, and then the last hop says `nobody`. */
  readonly people: readonly PersonId[];
  readonly unit: UnitId;
  /** In the order in which they were taken; never empty. */
  readonly hops: readonly Hop[];
  /** The next instant at which the answer may be another; null when it stays for at least 400 days. */
  readonly changesAtMs: Instant | null;
}
