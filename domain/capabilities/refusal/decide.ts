import type { Refusal } from '../../kernel/decision';
import type { CommandRefused } from './messages';

/** The event that a refused signal leaves behind. */
export const refusedSignal = (command: string, by: unknown, refusal: Refusal): CommandRefused => ({
  type: 'command-refused',
  command,
  by: typeof by === 'string' ? by.slice(0, 64) : '?',
  code: refusal.code,
  message: refusal.message,
});
