import type { RefusalCode } from '../../kernel/decision';

/** A decision sent as a plain signal was refused: a signal has no answer, so the log keeps one. */
export interface CommandRefused {
  readonly type: 'command-refused';
  readonly command: string;
  /** As claimed by the sender; `?` when it has not the form of an id. */
  readonly by: string;
  readonly code: RefusalCode;
  readonly message: string;
}
export type RefusalEvent = CommandRefused;
