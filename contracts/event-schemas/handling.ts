/** Solving the matter, alone and with others, and looking at what was done. */
import { z } from 'zod';
import {
  approval,
  by,
  byOrNobody,
  clock,
  count,
  firedAt,
  instant,
  issue,
  party,
  pausedClock,
  person,
  round,
  tier,
} from './parts';

const onDuty = { acknowledge: clock, handle: clock } as const;
const totalPaused = pausedClock.describe('What is left of the time over all tiers.').exactOptional();

export const handlingEvents = {
  handled: z
    .object({
      by,
      confirm: clock.describe('Absent where somebody looks at it on the spot first.').exactOptional(),
      check: clock.exactOptional(),
      totalPaused,
    })
    .describe('The matter is solved, as whoever handled it says.'),
  checked: z
    .object({ by: byOrNobody, firedAtMs: firedAt.exactOptional(), confirm: clock })
    .describe('Found done on the spot. Without `by` nobody came in time: unchecked.'),
  'check-failed': z
    .object({ by, handle: clock.describe('To do it again.'), total: clock.exactOptional() })
    .describe('Found not done on the spot.'),
  commented: z.object({ by }).describe('A word or a piece of evidence for the timeline.'),
  dispatched: z
    .object({
      by,
      to: party,
      from: party.describe('The party that had it until now.').exactOptional(),
      tierHandle: pausedClock.describe('What is left of the time of the tier.'),
      ...onDuty,
    })
    .describe('A party has it.'),
  returned: z
    .object({
      party,
      approval: approval.exactOptional(),
      cause: z.enum(['not-acknowledged', 'not-handled']).exactOptional(),
      firedAtMs: firedAt.exactOptional(),
      ...onDuty,
    })
    .describe('Back with the tier that dispatched it.'),
  summoned: z.object({ by, party, reportIn: clock, handle: clock }).describe('A party is called in to help.'),
  'reported-in': z.object({ party, by }).describe('Somebody of a summoned party is there.'),
  'part-finished': z.object({ party, by }).describe('A summoned party has done its part.'),
  'part-released': z.object({ party, by }).describe('It goes on without that party.'),
  'part-overdue': z
    .object({ party, clock: z.enum(['report-in', 'part']), round, firedAtMs: firedAt, nextAtMs: instant })
    .describe('A summoned party is late.'),
  linked: z
    .object({
      by,
      lead: issue,
      leadSeq: count.describe('The last event of the lead that was known.'),
      acknowledge: pausedClock.nullable(),
      handle: pausedClock.nullable(),
    })
    .describe('From now on it goes with another issue, the lead.'),
  followed: z
    .object({
      lead: issue,
      leadSeq: count,
      what: z.enum(['climbed', 'handled']),
      tier,
      by: person.describe('Who handled the lead.').exactOptional(),
      confirm: clock.describe('Of what was handled.').exactOptional(),
      totalPaused,
    })
    .describe('The lead moved, and this issue with it.'),
  unlinked: z
    .object({
      by: byOrNobody,
      lead: issue,
      acknowledge: clock.exactOptional(),
      handle: clock,
      renew: clock.exactOptional(),
    })
    .describe('It goes its own way again.'),
} as const;
