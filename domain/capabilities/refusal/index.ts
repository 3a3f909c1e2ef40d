import type { Capability } from '../../kernel/capability';
import { commandRefused } from './evolve';

/** What was refused without an answer is kept in the log. */
export const refusal = {
  events: { 'command-refused': commandRefused },
} satisfies Capability;
