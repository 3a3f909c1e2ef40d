/** From the report to the resident's last word. */
import { z } from 'zod';
import { CALL_ANSWERS, OUTCOMES, SEVERITIES } from '../../domain';
import { by, byOrNobody, clock, count, decidedAt, firedAt, person, tier, unit } from './parts';
import { rules } from './rules';

const onDuty = { acknowledge: clock, handle: clock } as const;
const saidBy = z.object({ by });

export const residentEvents = {
  opened: z
    .object({
      report: z.object({
        category: z.string(),
        severity: z.enum(SEVERITIES),
        unit: unit.describe('Where it is.'),
        reporter: person.describe('Who raised it.'),
        channel: z.string().describe('How it came in.'),
      }),
      rules,
      acknowledge: clock.describe('Of the first tier; absent where the report is verified first.').exactOptional(),
      handle: clock.exactOptional(),
      verify: clock.describe('Where the report is verified first.').exactOptional(),
      total: clock.describe('Over all tiers.').exactOptional(),
      imported: z
        .object({ source: z.string().describe('The name that was given to the other system.') })
        .describe('It came closed from another system.')
        .exactOptional(),
    })
    .describe('A report became an issue.'),
  verified: z
    .object({ by: byOrNobody, firedAtMs: firedAt.exactOptional(), ...onDuty })
    .describe('It is a matter, and the first tier is on duty. Without `by` nobody looked in time.'),
  declined: saidBy.describe('It is no matter.'),
  'called-back': z
    .object({
      by,
      answer: z.enum(CALL_ANSWERS),
      attempt: count.describe('Calls that reached nobody, this one included.'),
      atMs: decidedAt,
    })
    .describe('Somebody called the resident.'),
  confirmed: saidBy.describe('The resident agrees.'),
  disputed: saidBy.describe('The resident disagrees.'),
  withdrawn: saidBy.describe('The reporter takes it back.'),
  closed: z.object({ outcome: z.enum(OUTCOMES), atMs: decidedAt }).describe('It is closed.'),
  reopened: z
    .object({ by, tier, ...onDuty, total: clock.exactOptional() })
    .describe('The matter is back, one tier higher.'),
} as const;
