/** Who has the issue, and how it climbs. */
import { z } from 'zod';
import {
  by,
  byOrNobody,
  clock,
  clockName,
  count,
  decidedAt,
  firedAt,
  hop,
  instant,
  issue,
  people,
  person,
  post,
  round,
  tier,
} from './parts';

const onDuty = { acknowledge: clock, handle: clock } as const;

export const ladderEvents = {
  acknowledged: z
    .object({ by, renew: clock.describe('Until it expires.').exactOptional() })
    .describe('Somebody of the crew on duty has it.'),
  'acknowledgement-expired': z
    .object({ by: person.describe('Whose acknowledgement it was.'), firedAtMs: firedAt, acknowledge: clock })
    .describe('Nobody renewed it: the tier is called again.'),
  assigned: z.object({ by, to: person }).describe('It is given to one person.'),
  escalated: z
    .object({
      fromTier: tier,
      toTier: tier,
      cause: z.enum([
        'not-acknowledged',
        'not-handled',
        'not-closed',
        'passed-up',
        'disputed',
        'returned',
        'problem',
        'again',
        'unstaffed',
        'not-told',
      ]),
      firedAtMs: firedAt.exactOptional(),
      by: byOrNobody,
      ...onDuty,
      total: clock.exactOptional(),
    })
    .describe('Another tier is on duty. At the top `toTier` may equal `fromTier`.'),
  reminded: z
    .object({
      clock: clockName,
      tier,
      round,
      firedAtMs: firedAt,
      nextAtMs: instant,
      alert: z.boolean().describe('On the last tier.'),
    })
    .describe('The same people are told again.'),
  warned: z
    .object({
      tier,
      firedAtMs: firedAt,
      dueAtMs: instant,
      untold: z.literal(true).describe('It came so late that the deadline had passed.').exactOptional(),
    })
    .describe('A deadline comes near.'),
  'problem-raised': z
    .object({ cause: z.enum(['reworks', 'units']), count, atMs: decidedAt })
    .describe('A problem case: redone too often, or passed among too many units.'),
  supervised: z
    .object({ by, tier: tier.describe('Of the supervisor.'), people, answer: clock })
    .describe('A higher tier watches, and has to be answered.'),
  answered: z.object({ by }).describe('The supervising tier was answered.'),
  staffed: z
    .object({ directory: count.describe('The version of the directory that says so.'), posts: z.array(post) })
    .describe('Posts are filled by others from here on.'),
  unstaffed: z.object({ tier, role: z.string(), hops: z.array(hop) }).describe('Nobody of a tier is there: an alarm.'),
  'not-told': z
    .object({
      tier,
      round,
      people: z.array(z.object({ person, channels: z.array(z.string()).describe('Tried and given up.') })),
    })
    .describe('Nobody of a tier could be told: an alarm.'),
  'handed-over': z
    .object({
      from: person,
      to: person.describe('Absent where nobody stands in.').exactOptional(),
      why: z.enum(['absent', 'left']),
      acknowledge: clock.exactOptional(),
    })
    .describe('Whoever had it is away or has left.'),
  delegated: z.object({ by, to: person, untilMs: instant }).describe('Somebody named a deputy.'),
  'delegation-ended': z.object({ from: person, to: person, firedAtMs: firedAt }).describe('The deputy acts no more.'),
  'follower-joined': z.object({ follower: issue }).describe('Another issue goes with this one.'),
  'follower-left': z.object({ follower: issue }).describe('It goes its own way again.'),
} as const;
