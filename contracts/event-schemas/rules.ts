/** The rules that an issue pins: of its procedure, of who holds its posts, and of its calendar. */
import { z } from 'zod';
import type { WorkingTime } from '../../domain/calendar/working-time';
import type { IssueRules } from '../../domain/kernel/rules';
import { count, instant, named, people, post, postFields, sign, span, term, tier } from './parts';

const repeat = z
  .object({ every: term, times: count })
  .describe('How often somebody is told again before the ladder climbs; on the last tier without end.');
const quorum = z.union([
  z.object({ count: z.int().min(1) }),
  z.object({ share: z.number().min(0).max(1).describe('Of the panel, rounded up.') }),
]);
const warning = z.union([
  z.object({ share: z.number().min(0).max(1).describe('Of the time that has gone by.') }),
  z.object({ beforeMs: span }),
]);
const decisionFields = {
  decideWithin: term,
  panels: z
    .array(z.object({ ...postFields, quorum }))
    .describe('Roles each of which has to agree; the tier above when absent.')
    .exactOptional(),
  quorum: quorum.describe('Of the tier above; one of them when absent.').exactOptional(),
  onTimeout: z.enum(['lapse', 'reject', 'approve', 'climb']).describe('`lapse` when absent.').exactOptional(),
  reminders: z.array(warning).describe('When whoever has not decided yet is told again.').exactOptional(),
} as const;
const decision = z.object(decisionFields);
const limited = z.object({ ...decisionFields, maximum: count, limitMs: span });
const rung = z.object({
  ...postFields,
  key: z.string().describe('Names the rung within the procedure.'),
  acknowledgeWithin: term,
  handleWithin: term,
  repeat,
  warnings: z.array(warning).describe('Before the deadline to handle.').exactOptional(),
  acknowledgementFor: term.describe('How long an acknowledgement is good for.').exactOptional(),
  notTold: z.literal('climb').exactOptional(),
  next: tier.describe('The tier that follows; the next one when absent.').exactOptional(),
});
const partyRules = z.object({
  ...postFields,
  key: z.string(),
  acknowledgeWithin: term,
  handleWithin: term,
  reportInWithin: term,
});
const hours = z.tuple([z.int(), z.int()]).describe('From and to, in minutes of the local day.');
const workingTime = named<WorkingTime>()(
  'WorkingTime',
  z.object({
    name: z.string().describe('`calendar@version`.'),
    offsets: z
      .array(z.object({ fromMs: sign, minutes: z.int() }))
      .describe('How far local time is ahead of UTC, from each instant on.'),
    firstDay: z.int().describe('The day, counted from 1970-01-01 in local time, that `days` begins with.'),
    days: z.string().describe('One digit a day: 1 is a working day, 0 is none.'),
    knownThroughDay: z.int().describe('The last day for which holidays are published.'),
    week: z.array(z.array(hours)).describe('Of each day of the week, Monday first.'),
    usual: z.array(hours).describe('Of a working day that falls on a day of the week without any.'),
    scale: z.object({ factor: z.number(), anchorMs: instant, startMs: instant.exactOptional() }).exactOptional(),
  }),
);

export const rules = named<IssueRules>()(
  'IssueRules',
  z
    .object({
      procedure: z.string(),
      version: count,
      timeScale: z.number().describe('1 in real life; how much faster a demo runs. Spans are already divided by it.'),
      tiers: z.array(rung).min(1).describe('The ladder, tier 1 first.'),
      evidenceMinimum: count,
      extension: limited,
      suspension: limited,
      forceClose: decision,
      return: decision.describe('Absent where nobody may give it back.').exactOptional(),
      void: decision.describe('Absent where nobody may take it out.').exactOptional(),
      verification: z.object({ by: post, within: term, repeat }).exactOptional(),
      parties: z.array(partyRules).exactOptional(),
      check: z.object({ by: post, within: term, repeat, evidenceMinimum: count, reworkWithin: term }).exactOptional(),
      confirmation: z.object({ within: term, repeat }),
      callBack: z.object({ by: post, attempts: count }).exactOptional(),
      problem: z.object({ reworks: count, units: count }).exactOptional(),
      supervision: z.object({ answerWithin: term }).exactOptional(),
      total: z.object({ within: term, to: tier }).describe('Over all tiers.').exactOptional(),
      again: z.object({ from: tier, times: count }).describe('The ladder is climbed again.').exactOptional(),
      reopenWithinMs: span,
      spreadMs: span.describe('The most by which a wake may come later.').exactOptional(),
      copies: z
        .array(z.object({ event: z.string(), people }))
        .describe('Further people who learn of an event.')
        .exactOptional(),
      workingTime: workingTime.describe('Where a term counts working time.').exactOptional(),
    })
    .describe('What an issue keeps of its procedure and of the directory.'),
);
