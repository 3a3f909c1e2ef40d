import type { PersonId } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';

/** The matter is back: the issue resumes one tier above the one that closed it. */
export interface Reopen {
  readonly type: 'reopen';
  readonly by: PersonId;
  readonly reason: string;
}
export interface Reopened {
  readonly type: 'reopened';
  readonly by: PersonId;
  readonly reason: string;
  readonly tier: number;
  readonly acknowledge: Clock;
  readonly handle: Clock;
  /** Goes on, where the procedure has it. */
  readonly total?: Clock;
}
export type ReopeningCommand = Reopen;
export type ReopeningEvent = Reopened;
