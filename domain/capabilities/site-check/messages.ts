import type { Clock } from '../../kernel/clock';
import type { Instant, PersonId } from '../../kernel/ids';
import type { Evidence } from '../../kernel/state';

/** Somebody else was on the spot and found it done. */
export interface PassCheck {
  readonly type: 'pass-check';
  readonly by: PersonId;
  readonly note?: string;
  readonly evidence: readonly Evidence[];
}
/** It is not done, and what is missing: back to whoever handled it, counted as rework. */
export interface FailCheck {
  readonly type: 'fail-check';
  readonly by: PersonId;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}
export type SiteCheckCommand = PassCheck | FailCheck;

/** The resident is asked next. Without `by` nobody came to look in time: unchecked, which no figure may count as checked. */
export interface Checked {
  readonly type: 'checked';
  readonly by?: PersonId;
  readonly note?: string;
  readonly evidence?: readonly Evidence[];
  readonly firedAtMs?: Instant;
  readonly confirm: Clock;
}
export interface CheckFailed {
  readonly type: 'check-failed';
  readonly by: PersonId;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** The time to do it again. */
  readonly handle: Clock;
  /** Over all tiers: goes on, where it stood still while somebody looked. */
  readonly total?: Clock;
}
export type SiteCheckEvent = Checked | CheckFailed;
