/** The procedure language, version 1: what a file in policies/procedures/ may say. */
import { z } from 'zod';
import { spanSchema } from './documents/span';
import { idSchema, textSchema, versionSchema } from './documents/words';
import { LEVELS, type Procedure } from './procedure';

const times = z.int().min(0).max(100);

const tierSchema = z
  .strictObject({
    key: idSchema.describe('Stable name of the rung, kept by events: never reuse it for another duty.'),
    role: idSchema.describe('Who answers: a role of community.yaml.'),
    level: z.enum(LEVELS).describe('Where the role is looked up, upwards from where the matter is.'),
    name: textSchema.optional(),
    acknowledge: spanSchema.describe('Natural time from the dispatch until somebody has to have it.'),
    handle: spanSchema.describe('Natural time from the dispatch until it has to be done.'),
    repeat: z
      .strictObject({ every: spanSchema, times: times.optional() })
      .optional()
      .describe('Reminders before the ladder climbs. The last tier needs it and repeats without end.'),
  })
  .describe('One rung of the ladder.');

export const procedureSchema = z.strictObject({
  id: idSchema,
  version: versionSchema.describe('Raise it with every change; open issues keep theirs.'),
  name: textSchema,
  tiers: z.array(tierSchema).min(1).max(20).describe('The ladder, first rung first.'),
  evidence: z.strictObject({ minimum: z.int().min(0).max(20) }).describe('Pieces of evidence that a handling needs.'),
  extension: z.strictObject({
    maximum: z.int().min(0).max(10).describe('How many extensions an issue may be granted.'),
    limit: spanSchema.describe('The most that one extension adds to the current deadline.'),
    decide: spanSchema.describe('How long the question stays open before it lapses.'),
  }),
  'force-close': z.strictObject({ decide: spanSchema }).describe('Closing without the resident, by approval.'),
  confirmation: z.strictObject({ within: spanSchema, repeat: z.strictObject({ every: spanSchema, times }) }),
  reopen: z.strictObject({ within: spanSchema }).describe('How long after closing the matter may be taken up again.'),
});

type ProcedureDocument = z.output<typeof procedureSchema>;

/** The engine's form of a document that passed the schema and the checks. */
export function toProcedure(document: ProcedureDocument, source: string): Procedure {
  return {
    id: document.id,
    version: document.version,
    name: document.name,
    tiers: document.tiers.map(({ acknowledge, handle, repeat, name, ...tier }) => ({
      ...tier,
      ...(name === undefined ? {} : { name }),
      acknowledgeMs: acknowledge,
      handleMs: handle,
      repeat: { everyMs: repeat?.every ?? acknowledge, times: repeat?.times ?? 0 },
    })),
    evidence: document.evidence,
    extension: {
      maximum: document.extension.maximum,
      limitMs: document.extension.limit,
      decideMs: document.extension.decide,
    },
    forceClose: { decideMs: document['force-close'].decide },
    confirmation: {
      withinMs: document.confirmation.within,
      repeat: { everyMs: document.confirmation.repeat.every, times: document.confirmation.repeat.times },
    },
    reopenWithinMs: document.reopen.within,
    source,
  };
}

/** JSON Schema (draft 2020-12) of a procedure file, for editors. */
export const procedureJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(procedureSchema, { io: 'input' });
