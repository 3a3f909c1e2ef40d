/**
 * What comes in at the edges (command line, HTTP, NATS, files) before it is a command or a report of the domain:
 * zod schemas tied to the domain's types. Never imported by workflows/, where the rules check shapes by themselves.
 */
import { z } from 'zod';
import {
  APPROVAL_KINDS,
  CALL_ANSWERS,
  RULE_PARTS,
  SEVERITIES,
  type ApprovalId,
  type Command,
  type CommandName,
  type IssueId,
  type Location,
  type PartyKey,
  type PersonId,
  type UnitId,
} from '../domain';
import { fitsWords, isSealed, looksSealed, type Sealed } from '../domain/kernel/sealed';
import { instantMs as instant, must, ordinal, spanMs as span, wordsOf } from './values';
import type { CommandMeta, ReportInput, TakenReport } from './workflow';

/** What a caller says with a command: everything but its name. */
export type Payload<N extends CommandName> = Omit<Extract<Command, { type: N }>, 'type'>;

const ID_FORM = 'an id: 1 to 64 of a-z, 0-9 and -';
const idText = z.string(must(ID_FORM)).regex(/^[a-z0-9-]{1,64}$/, must(ID_FORM));
// A brand exists for the compiler only; a transform would keep the schema from becoming JSON Schema.
const branded = <T extends string>(): z.ZodType<T, string> => idText as unknown as z.ZodType<T, string>;

export const issueIdSchema = branded<IssueId>();
export const personIdSchema = branded<PersonId>();
export const unitIdSchema = branded<UnitId>();
export const approvalIdSchema = branded<ApprovalId>();
export const partyKeySchema = branded<PartyKey>();

/** What somebody wrote. It is sealed behind the door, and nobody outside may say something that looks sealed. */
const clear = (most: number) =>
  wordsOf(most).refine((words) => !looksSealed(words), { error: 'must not begin as sealed text does' });
const text = clear(2_000);
/** A report may be longer than what is said about it: GeoReport v2 (Open311) lets a description have so many. */
const REPORT_FORM = 'text of 1 to 4,000 characters';
const LONGEST_REPORT = 4_000;
const reportText = clear(LONGEST_REPORT);
const evidenceItem = z.strictObject({ kind: clear(500), ref: clear(500) });
export const evidenceSchema = z.array(evidenceItem).max(20);
const evidence = evidenceSchema;
const party = partyKeySchema.describe('A party of the procedure: a unit beside the ladder.');
const by = personIdSchema.describe('Who acts.');
const reason = text.describe('Why, in the words of whoever acts.');

const said = { by, reason };
const noted = { by, note: text.exactOptional() };
const decision = { by, approval: approvalIdSchema.exactOptional(), reason: reason.exactOptional() };

export const commandSchemas = {
  acknowledge: z.strictObject({ by }),
  assign: z.strictObject({ by, to: personIdSchema }),
  escalate: z.strictObject({ ...said, to: idText.describe('Key of a higher tier.').exactOptional() }),
  handle: z.strictObject({ by, note: text, evidence }),
  request: z.strictObject({
    ...said,
    kind: z.enum(APPROVAL_KINDS),
    extendByMs: span.exactOptional(),
    untilMs: instant.exactOptional(),
  }),
  approve: z.strictObject(decision),
  reject: z.strictObject(decision),
  resume: z.strictObject({ by }),
  confirm: z.strictObject({ by }),
  dispute: z.strictObject(said),
  reopen: z.strictObject(said),
  verify: z.strictObject(noted),
  decline: z.strictObject(said),
  dispatch: z.strictObject({ by, to: party, reason: reason.exactOptional() }),
  summon: z.strictObject({ ...said, party }),
  'report-in': z.strictObject({ by }),
  finish: z.strictObject({ by, note: text, evidence }),
  release: z.strictObject({ ...said, party }),
  'pass-check': z.strictObject({ ...noted, evidence }),
  'fail-check': z.strictObject({ ...said, evidence }),
  'call-back': z.strictObject({ ...noted, answer: z.enum(CALL_ANSWERS, must(CALL_ANSWERS.join(', '))) }),
  withdraw: z.strictObject(said),
  supervise: z.strictObject(said),
  answer: z.strictObject({ by, note: text }),
  comment: z.strictObject({ by, text, evidence }),
  reclassify: z.strictObject({
    ...said,
    category: idText.describe('A category of community.yaml; as it is when left out.').exactOptional(),
    severity: z.enum(SEVERITIES, must(SEVERITIES.join(', '))).exactOptional(),
  }),
  migrate: z.strictObject({ ...said, what: z.enum(RULE_PARTS, must(RULE_PARTS.join(', '))) }),
  delegate: z.strictObject({ by, to: personIdSchema, untilMs: instant, reason: reason.exactOptional() }),
  link: z.strictObject({ ...said, to: issueIdSchema.describe('The issue that this one goes with from now on.') }),
  unlink: z.strictObject(said),
} satisfies { readonly [N in CommandName]: z.ZodType<Payload<N>> };

export const commandMetaSchema = z.strictObject({
  occurredAtMs: instant.exactOptional(),
  ifSeq: ordinal.exactOptional(),
}) satisfies z.ZodType<CommandMeta>;

const degrees = (most: number) => {
  const form = `degrees from -${most} to ${most}`;
  return z.number(must(form)).min(-most, must(form)).max(most, must(form));
};
export const locationSchema = z
  .strictObject({ lat: degrees(90), lon: degrees(180) })
  .describe('WGS 84, in degrees.') satisfies z.ZodType<Location>;

export const reportSchema = z.strictObject({
  text: reportText.describe('What the matter is, in the words of the resident.'),
  category: idText.describe('A category of community.yaml, for example power.'),
  severity: z.enum(SEVERITIES, must(SEVERITIES.join(', '))),
  unit: unitIdSchema.describe('Where it is: usually a building.'),
  reporter: personIdSchema.describe('Who raised it.'),
  channel: idText.describe('How it came in: app, phone, door-knock, message-wall, ...'),
  location: locationSchema
    .exactOptional()
    .describe('Where exactly; left out where the unit says enough, for it is often somebody’s home.'),
  occurredAtMs: instant.exactOptional().describe('When the resident saw it, if that was earlier than now.'),
}) satisfies z.ZodType<ReportInput>;

/** Two numbers and a comma. */
const LONGEST_LOCATION = 60;

/** A report behind the door: its words may be sealed, and where it is. */
export const takenReportSchema = reportSchema.extend({
  text: z
    .string(must(REPORT_FORM))
    .trim()
    .min(1, must(REPORT_FORM))
    .refine((said) => fitsWords(said, LONGEST_REPORT), must(REPORT_FORM)),
  location: locationSchema
    .or(z.custom<Sealed>((said) => typeof said === 'string' && isSealed(said) && fitsWords(said, LONGEST_LOCATION)))
    .exactOptional(),
}) satisfies z.ZodType<TakenReport>;
