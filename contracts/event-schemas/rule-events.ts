/** What changes the rules under an issue, and what they refused. */
import { z } from 'zod';
import { SEVERITIES } from '../../domain';
import { REFUSALS } from '../../domain/kernel/decision';
import { by, clocks, decidedAt, instant, part, pausedClock, people, stopped, tier } from './parts';
import { rules } from './rules';

export const ruleEvents = {
  reclassified: z
    .object({ by, category: z.string(), severity: z.enum(SEVERITIES) })
    .describe('It is of another category, or more or less severe.'),
  'rules-changed': z
    .object({
      by,
      why: z.enum(['calendar', 'procedure', 'priority']),
      rules,
      tier: tier.describe('On duty, by its number in the new ladder.'),
      handledTier: tier.exactOptional(),
      clocks: clocks.describe('All that run from now.'),
      totalPaused: pausedClock.exactOptional(),
      suspended: pausedClock.exactOptional(),
      dispatched: pausedClock.exactOptional(),
      linked: stopped.exactOptional(),
      parts: z.array(part).exactOptional(),
      decideUntilMs: instant.exactOptional(),
      remindAtMs: z.array(instant).describe('Reminders of the open question.').exactOptional(),
      joined: people.describe('Who has to move now and had not before.').exactOptional(),
      atMs: decidedAt,
    })
    .describe('Other rules hold from now.'),
  quarantined: z
    .object({ what: z.string().describe('A command or a clock that could not be decided.'), atMs: decidedAt })
    .describe('Its rules can’t be followed, and nothing rings until it has others.'),
  'command-refused': z
    .object({
      command: z.string(),
      by: z.string().describe('As the sender claims; `?` when it is no id.'),
      code: z.enum(REFUSALS),
    })
    .describe('A decision that was sent as a signal was refused.'),
} as const;
