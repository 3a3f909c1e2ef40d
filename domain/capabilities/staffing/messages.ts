import type { Clock } from '../../kernel/clock';
import type { PersonId } from '../../kernel/ids';
import type { Hop, Posted } from '../../kernel/staffing';

/** Posts of the issue are filled by others than it knew: they act and are told from here on. */
export interface Staffed {
  readonly type: 'staffed';
  /** Version of the directory that says so. */
  readonly directory: number;
  /** Only those that changed. */
  readonly posts: readonly Posted[];
}
/** A tier was to be told and nobody of it is there: an alarm. Below the top the ladder climbs at once. */
export interface Unstaffed {
  readonly type: 'unstaffed';
  readonly tier: number;
  readonly role: string;
  readonly hops: readonly Hop[];
}
/** Whoever had the issue is away or has left: their deputy has it now, or the crew on duty is called again. */
export interface HandedOver {
  readonly type: 'handed-over';
  readonly from: PersonId;
  /** Absent where nobody stands in. */
  readonly to?: PersonId;
  readonly why: 'absent' | 'left';
  /** Until somebody of the crew has it, where nobody stands in. */
  readonly acknowledge?: Clock;
}
export type StaffingEvent = Staffed | Unstaffed | HandedOver;
