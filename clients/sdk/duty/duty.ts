/** Who is on duty, where nobody will be, and when a person is: what services ask and are told. */
import type { Instant, PersonId, UnitId } from '../../../domain';
import type { Gap } from '../../../domain/duty/coverage';
import type { Hop } from '../../../domain/duty/duty';
import type { Shift } from '../../../domain/duty/shifts';
import type { CallOptions } from '../issues';
import type { OneOrMore } from '../queries';

export type { Gap as CoverageGap, Hop, Shift };

export interface DutyQuery {
  readonly role: string;
  readonly unit: string;
  /** Only who holds all of these, 10 at most; everybody when left out. */
  readonly competence?: OneOrMore<string>;
}

export interface DutyOptions extends CallOptions {
  /** When, in milliseconds since 1970; now when left out. By the directory as it is dated for now. */
  readonly atMs?: Instant;
}

export interface OnDuty {
  readonly role: string;
  readonly unit: UnitId;
  readonly atMs: Instant;
  /** Empty when nobody is on duty. */
  readonly people: readonly PersonId[];
  /** How they were found, step by step; absent, left, deputies and the rest. */
  readonly hops: readonly Hop[];
  /** When others will be; null when that is not so for 400 days. */
  readonly untilMs: Instant | null;
}

export interface WeeksOptions extends CallOptions {
  /** How many weeks from now on: 4 when left out, 1 to 26. */
  readonly weeks?: number;
}

export interface Coverage {
  /** Whether there is no gap. */
  readonly ok: boolean;
  /** Roles at units that have to be covered. */
  readonly cells: number;
  readonly fromMs: Instant;
  readonly untilMs: Instant;
  readonly gaps: readonly Gap[];
}

/** Through the gateway a key needs the scope `directory.read`. Each throws ARGUMENT_INVALID. */
export interface DutyClient {
  /** Who is on duty for a role at a unit, why, and until when. Throws ROLE_UNKNOWN, UNIT_UNKNOWN. */
  read(query: DutyQuery, options?: DutyOptions): Promise<OnDuty>;
  /** Where nobody will be on duty, or nobody with the competence that a tier asks, in the coming weeks. */
  coverage(options?: WeeksOptions): Promise<Coverage>;
  /** When a person is on duty in the coming weeks. Throws PERSON_UNKNOWN. */
  shifts(person: PersonId, options?: WeeksOptions): Promise<readonly Shift[]>;
}
