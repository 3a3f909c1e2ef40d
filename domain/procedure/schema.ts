/** The procedure language, version 1: what a file in policies/procedures/ may say. */
import { z } from 'zod';
import { given } from './documents/given';
import { spanSchema } from './documents/span';
import { termSchema } from './documents/term';
import { idSchema, textSchema, versionSchema } from './documents/words';
import { fromNoticeSchema, toFromNotice } from './from-notice';
import { LEVELS, REPORTERS, type Procedure } from './procedure';
import {
  competenceSchema,
  decision,
  decisionSchema,
  eventSchema,
  post,
  repeatOf,
  repeatSchema,
  spreadSchema,
  times,
  toDecision,
  warningSchema,
} from './schema-parts';

const DAY_MS = 86_400_000;

const tierSchema = z
  .strictObject({
    key: idSchema.describe('Stable name of the rung, kept by events: never reuse it for another duty.'),
    role: idSchema.describe('Who answers: a role of community.yaml.'),
    level: z.enum(LEVELS).describe('Where the role is looked up, upwards from where the matter is.'),
    competence: competenceSchema.optional(),
    name: textSchema.optional().describe('What people call the rung; the name of the role when left out.'),
    acknowledge: termSchema.describe('From the dispatch until somebody has to have it.'),
    handle: termSchema.describe('From the dispatch until it has to be done; by the same kind of time.'),
    repeat: z
      .strictObject({
        every: termSchema.describe('From one call to the next.'),
        times: times
          .optional()
          .describe('How many reminders; none when left out. The last tier has none: it never ends.'),
      })
      .optional()
      .describe('Reminders before the ladder climbs. The last tier needs it and repeats without end.'),
    warn: z
      .array(warningSchema)
      .min(1)
      .max(10)
      .optional()
      .describe(
        'Warnings before `handle` is over: after a share of it (`50%`), or a span before its end (`2h`, `1wd`).',
      ),
    'acknowledgement-expires': termSchema
      .optional()
      .describe(
        'How long an acknowledgement is good for; whoever has it says so again, or the tier is called once more.',
      ),
    'not-told': z
      .enum(['alarm', 'climb'])
      .optional()
      .describe(
        'What it means that no channel beyond the inbox reached anybody of the tier: `alarm` (when left out), or `climb`: the tier that follows has it at once.',
      ),
    then: idSchema
      .optional()
      .describe('Key of the higher tier that follows when a time of this one is over; the next one when left out.'),
  })
  .describe('One rung of the ladder.');

const partySchema = z
  .strictObject({
    key: idSchema.describe('Stable name of the unit, kept by events.'),
    ...post,
    competence: competenceSchema.optional(),
    name: textSchema.optional().describe('What people call the unit; the name of the role when left out.'),
    acknowledge: termSchema.describe('After a dispatch: until somebody of it has to have it.'),
    handle: termSchema.describe('After a dispatch or a summons: until its part has to be done.'),
    'report-in': termSchema.describe('After a summons: until somebody of it has to be there.'),
  })
  .describe('A unit beside the ladder.');

export const procedureSchema = z.strictObject({
  id: idSchema.describe('What routes of community.yaml call it.'),
  version: versionSchema.describe('Raise it with every change; open issues keep theirs.'),
  name: textSchema.describe('What people call it.'),
  report: z
    .enum(REPORTERS)
    .optional()
    .describe(
      'Who may report: `anonymous` (when left out), `code` (who has proven by a one-time code where they are reached, or has signed in), or `signed-in`.',
    ),
  verification: z
    .strictObject({
      ...post,
      within: termSchema.describe('Until somebody has to have looked at the report.'),
      repeat: repeatSchema.optional().describe('Reminders; then what nobody declined is taken for true.'),
    })
    .optional()
    .describe('A report is looked at before it counts. Left out, the first tier is called at once.'),
  tiers: z.array(tierSchema).min(1).max(20).describe('The ladder, first rung first.'),
  parties: z
    .array(partySchema)
    .min(1)
    .max(30)
    .optional()
    .describe('Units beside the ladder, to which a tier dispatches or which it summons to handle a matter together.'),
  evidence: z
    .strictObject({ minimum: z.int().min(0).max(20).describe('How many pieces.') })
    .describe('Pieces of evidence that a handling needs.'),
  check: z
    .strictObject({
      ...post,
      within: termSchema.describe('Until somebody has to have been there.'),
      repeat: repeatSchema.optional().describe('Reminders; then the resident is asked without a check.'),
      evidence: z
        .strictObject({ minimum: z.int().min(0).max(20).describe('How many pieces.') })
        .describe('Pieces of evidence that a check needs.'),
      rework: termSchema.describe('The time to do it again after a check that failed.'),
    })
    .optional()
    .describe('What was done is looked at on the spot, by somebody else, before the resident is asked.'),
  confirmation: z
    .strictObject({
      within: termSchema.describe('Until the resident is asked again.'),
      repeat: repeatSchema.describe('Reminders; then it is closed as unconfirmed.'),
    })
    .describe('The resident has the word.'),
  'call-back': z
    .strictObject({
      ...post,
      attempts: z.int().min(1).max(20).describe('Calls that reach nobody until the issue is closed as unreachable.'),
    })
    .optional()
    .describe('Somebody who did not handle it calls the resident.'),
  extension: z
    .strictObject({
      maximum: z.int().min(0).max(10).describe('How many extensions an issue may be granted.'),
      limit: termSchema.describe(
        'The most that one extension adds to the current deadline, by the time of the handling.',
      ),
      ...decision,
    })
    .describe('More time, by approval.'),
  suspension: z
    .strictObject({
      maximum: z.int().min(0).max(10).describe('How often an issue may be suspended; the practice is once.'),
      limit: spanSchema.describe('How far ahead the date may be on which it goes on; natural time.'),
      ...decision,
    })
    .optional()
    .describe('The clock stands still until a date, by approval. Left out, an issue is never suspended.'),
  'force-close': decisionSchema.describe('Closing without the resident, by approval.'),
  return: decisionSchema
    .optional()
    .describe('Giving back what was dispatched wrongly, by approval. Left out, nobody may.'),
  void: decisionSchema.optional().describe('Taking out what is no matter at all, by approval. Left out, nobody may.'),
  problem: z
    .strictObject({
      reworks: z.int().min(1).max(100).describe('Redone more often than this.'),
      units: z.int().min(1).max(100).describe('Given back by more units than this.'),
    })
    .optional()
    .describe('When it is a problem case, which climbs.'),
  supervision: z
    .strictObject({ answer: termSchema.describe('Until the tier on duty has to answer, and until it is told again.') })
    .optional()
    .describe('How a tier that watches over an issue is answered; within a day when left out.'),
  total: z
    .strictObject({
      within: termSchema.describe('From the report to the handling, over all tiers.'),
      to: idSchema.describe('Key of the tier that is put on duty then.'),
    })
    .optional()
    .describe('A time over all tiers.'),
  again: z
    .strictObject({
      from: idSchema.describe('Key of the tier from which it is climbed again; below the last one.'),
      times: z.int().min(0).max(20).describe('How often, before the last tier is alerted without end.'),
    })
    .optional()
    .describe('The ladder is climbed again when nobody of its last tier acknowledges.'),
  reopen: z
    .strictObject({ within: spanSchema.describe('Counted from the closing, in natural time.') })
    .describe('How long after closing the matter may be taken up again.'),
  copies: z
    .array(z.strictObject({ event: eventSchema.describe('The type of an event.'), ...post }))
    .min(1)
    .max(50)
    .optional()
    .describe('Further people who learn of an event.'),
  spread: spreadSchema
    .optional()
    .describe(
      'The most by which a clock may ring later than it says, so that a mass of matters does not ring at one instant; natural time, at most 1h.',
    ),
  'act-from-notice': fromNoticeSchema
    .optional()
    .describe('How far the links in notices go, where this installation puts any into them.'),
});

type ProcedureDocument = z.output<typeof procedureSchema>;

/** The engine's form of a document that passed the schema and the checks. */
export function toProcedure(document: ProcedureDocument, source: string): Procedure {
  const { verification, parties, check, extension, suspension } = document;
  return given({
    id: document.id,
    version: document.version,
    name: document.name,
    // Anybody is what is left out.
    reporter: document.report === 'anonymous' ? undefined : document.report,
    tiers: document.tiers.map(({ repeat, 'acknowledgement-expires': acknowledgementExpires, ...tier }) => {
      const { 'not-told': notTold, ...kept } = tier;
      return given({
        ...kept,
        repeat: repeatOf(repeat, tier.acknowledge),
        acknowledgementExpires,
        // An alarm is what is left out.
        notTold: notTold === 'climb' ? notTold : undefined,
      });
    }),
    evidence: document.evidence,
    extension: { maximum: extension.maximum, limit: extension.limit, ...toDecision(extension) },
    suspension: {
      maximum: suspension?.maximum ?? 0,
      limitMs: suspension?.limit ?? DAY_MS,
      ...(suspension === undefined ? { decide: document['force-close'].decide } : toDecision(suspension)),
    },
    forceClose: toDecision(document['force-close']),
    return: document.return && toDecision(document.return),
    void: document.void && toDecision(document.void),
    verification: verification && { ...verification, repeat: repeatOf(verification.repeat, verification.within) },
    parties: parties?.map(({ 'report-in': reportIn, ...party }) => given({ ...party, reportIn })),
    check: check && { ...check, repeat: repeatOf(check.repeat, check.within) },
    confirmation: document.confirmation,
    callBack: document['call-back'],
    problem: document.problem,
    supervision: document.supervision,
    total: document.total,
    again: document.again,
    reopenWithinMs: document.reopen.within,
    copies: document.copies,
    spreadMs: document.spread,
    fromNotice: document['act-from-notice'] && toFromNotice(document['act-from-notice']),
    source,
  });
}

/** JSON Schema (draft 2020-12) of a procedure file, for editors. */
export const procedureJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(procedureSchema, { io: 'input' });
