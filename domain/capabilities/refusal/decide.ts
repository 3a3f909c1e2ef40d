import type { Refusal } from '../../kernel/decision';
import { isId } from '../../kernel/ids';
import type { CommandRefused } from './messages';

/** The event that a refused signal leaves behind. What a sender typed in the place of an id may be anything, also personal. */
export const refusedSignal = (command: string, by: unknown, refusal: Refusal): CommandRefused => ({
  type: 'command-refused',
  command,
  by: isId(by) ? by : '?',
  code: refusal.code,
  message: refusal.message,
});
