import type { PersonId } from '../../kernel/ids';
import type { Clock, PausedClock } from '../../kernel/clock';
import type { Evidence } from '../../kernel/state';

/** The handler says that the matter is solved, with a note and the evidence the procedure asks for. */
export interface Handle {
  readonly type: 'handle';
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
}
export interface Handled {
  readonly type: 'handled';
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly Evidence[];
  /** The resident is asked; absent where somebody looks at it on the spot first. */
  readonly confirm?: Clock;
  readonly check?: Clock;
  /** What is left of the time over all tiers. */
  readonly totalPaused?: PausedClock;
}
export type HandlingCommand = Handle;
export type HandlingEvent = Handled;
