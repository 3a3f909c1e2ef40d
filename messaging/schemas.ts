/** The messages on NATS as their readers may rely on them. Readers ignore fields they do not know. */
import { z } from 'zod';
import { TEMPLATES } from '../domain/kernel/notice';
import { SEVERITIES } from '../domain/kernel/state';

const id = z.string().min(1).max(400);
/** Milliseconds since 1970-01-01T00:00Z. */
const instant = z.int().nonnegative();
const count = z.int().nonnegative();

/** CloudEvents 1.0, structured JSON mode. */
export const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: id.describe('`<issue>:<seq>`: the same event has the same id for ever.'),
  source: z.literal('/doorstep'),
  type: z
    .string()
    .regex(/^issue\.[a-z-]+\.v\d+$/)
    .describe('`issue.<event>.v<n>`'),
  subject: id.describe('The id of the issue.'),
  time: z.iso.datetime().describe('When it happened, RFC 3339 in UTC.'),
  datacontenttype: z.literal('application/json'),
  seq: z.int().positive().describe('1..n per issue without a gap.'),
  occurredat: z.iso.datetime().describe('The same as `time`.'),
  recordedat: z.iso.datetime().describe('When it was written into the log.'),
  actor: z.string().min(1).describe('A person, or `ladder` for what the clocks decide.'),
  commandid: z.string().min(1).describe('The command, or the clock, that it came of.'),
  procedureversion: z.string().min(1).describe('The procedure that the issue follows, `<id>@<version>`.'),
  /** PublishedEvent in contracts/published-event.ts; its schemas stand in contracts/event-schemas. */
  data: z
    .record(z.string(), z.unknown())
    .describe('What happened, without anybody’s own words, which stay in the log.'),
});
export type CloudEvent = z.infer<typeof cloudEventSchema>;

export const factsSchema = z.object({
  dueAtMs: instant.optional(),
  by: id.optional(),
  kind: z.string().optional(),
  approval: z.string().optional(),
  cause: z.string().optional(),
  outcome: z.string().optional(),
  party: z.string().optional(),
  event: z.string().optional(),
  issue: id.optional(),
  of: id.optional(),
});

const noticeFields = {
  /** `<issue>:<seq>:<recipient>:<channel>` */
  id,
  issue: id,
  seq: z.int().positive(),
  template: z.enum(TEMPLATES),
  tier: count,
  round: count,
  facts: factsSchema,
  category: z.string(),
  unit: z.string(),
  queuedAtMs: instant,
} as const;

/** Work for the notifier: tell one person on one channel. Carries what the text needs, so that nothing is looked up. */
export const noticeMessageSchema = z.object({
  ...noticeFields,
  recipient: id,
  channel: z.string().min(1).max(40),
  severity: z.enum(SEVERITIES),
  procedure: z.string(),
  procedureVersion: count,
  timeScale: z.number().positive(),
  /** The rung of the ladder that `tier` means. */
  rung: z.object({ key: z.string(), role: z.string() }).optional(),
});
export type NoticeMessage = z.infer<typeof noticeMessageSchema>;

/** What a person finds in their inbox. */
export const inboxMessageSchema = z.object({
  ...noticeFields,
  lang: z.string().min(2).max(10),
  subject: z.string(),
  body: z.string(),
  deliveredAtMs: instant,
});
export type InboxMessage = z.infer<typeof inboxMessageSchema>;

/** What became of a notice: a person's app says `read` or `acted`, whoever carries a message to them `delivered`. */
export const receiptSchema = z.object({
  notice: id,
  state: z.enum(['delivered', 'read', 'acted']),
  atMs: instant,
});
export type Receipt = z.infer<typeof receiptSchema>;
