/** What others decide, and what it leads to. */
import { z } from 'zod';
import { APPROVAL_KINDS } from '../../domain';
import {
  approval,
  by,
  byOrNobody,
  clock,
  firedAt,
  inWhosePlace,
  instant,
  panel,
  pausedClock,
  people,
  span,
} from './parts';

const panels = z.array(panel).describe('Absent where one of the deciders is enough.').exactOptional();
const reminders = z
  .array(instant)
  .describe('When whoever has not decided yet is told again, the earliest first.')
  .exactOptional();
const decided = z.object({ approval, by: byOrNobody, for: inWhosePlace });

export const questionEvents = {
  'approval-requested': z
    .object({
      approval,
      kind: z.enum(APPROVAL_KINDS),
      by,
      extendByMs: span.exactOptional(),
      untilMs: instant.exactOptional(),
      deciders: people,
      panels,
      sinceMs: instant,
      dueAtMs: instant,
      remindAtMs: reminders,
    })
    .describe('A question was asked.'),
  'approval-reminded': z
    .object({
      approval,
      firedAtMs: firedAt,
      dueAtMs: instant,
      untold: z.literal(true).describe('It came so late that the time to decide was over.').exactOptional(),
    })
    .describe('Whoever has not decided yet was told again.'),
  voted: z
    .object({ approval, by, for: inWhosePlace, vote: z.enum(['approve', 'reject']) })
    .describe('One voice of several.'),
  'approval-climbed': z
    .object({
      approval,
      unanswered: people.describe('Who was asked before.'),
      deciders: people,
      panels,
      sinceMs: instant,
      dueAtMs: instant,
      remindAtMs: reminders,
    })
    .describe('Nobody decided in time: the tier above decides.'),
  approved: decided.describe('The question has a yes. Without `by` nobody decided in time.'),
  rejected: decided.describe('The question has a no. Without `by` nobody decided in time.'),
  'approval-lapsed': z
    .object({ approval, cause: z.enum(['expired', 'overtaken']) })
    .describe('The question is over without a decision.'),
  extended: z
    .object({ approval, fromAtMs: instant, toAtMs: instant, handle: clock })
    .describe('There is more time to handle it.'),
  suspended: z
    .object({ approval, untilMs: instant, handle: pausedClock, totalPaused: pausedClock.exactOptional() })
    .describe('The time to handle stands still.'),
  resumed: z
    .object({
      by: byOrNobody,
      firedAtMs: firedAt.exactOptional(),
      handle: clock,
      total: clock.exactOptional(),
      renew: clock.exactOptional(),
    })
    .describe('The time to handle goes on. Without `by` the date has come.'),
} as const;
