/** Who is on duty: what is asked, and what is answered. */
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { Hop } from '../kernel/staffing';

export type { Hop };

export interface Duty {
  /** Each once; empty when nobody is on duty, and then the last hop says `nobody`. */
  readonly people: readonly PersonId[];
  readonly unit: UnitId;
  /** In the order in which they were taken; never empty. */
  readonly hops: readonly Hop[];
  /** The next instant at which the answer may be another; null when it stays for at least 400 days. */
  readonly changesAtMs: Instant | null;
}
