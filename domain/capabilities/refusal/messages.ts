import type { RefusalCode } from '../../kernel/decision';

/** A decision sent as a plain signal was refused: a signal has no answer, so the log keeps one. */
export interface CommandRefused {
  readonly type: 'command-refused';
  readonly command: string;
  /** As claimed by the sender, cut to 64 characters. */
  readonly by: string;
  readonly code: RefusalCode;
  readonly message: string;
}
export type RefusalEvent = CommandRefused;
