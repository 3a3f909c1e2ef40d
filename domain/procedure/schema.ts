/** The procedure language, version 1: what a file in policies/procedures/ may say. */
import { z } from 'zod';
import { spanSchema } from './documents/span';
import { termSchema } from './documents/term';
import { idSchema, textSchema, versionSchema } from './documents/words';
import { LEVELS, type Procedure } from './procedure';

const DAY_MS = 86_400_000;
const times = z.int().min(0).max(100);

const tierSchema = z
  .strictObject({
    key: idSchema.describe('Stable name of the rung, kept by events: never reuse it for another duty.'),
    role: idSchema.describe('Who answers: a role of community.yaml.'),
    level: z.enum(LEVELS).describe('Where the role is looked up, upwards from where the matter is.'),
    name: textSchema.optional(),
    acknowledge: termSchema.describe('From the dispatch until somebody has to have it.'),
    handle: termSchema.describe('From the dispatch until it has to be done; by the same kind of time.'),
    repeat: z
      .strictObject({ every: termSchema, times: times.optional() })
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
    limit: termSchema.describe(
      'The most that one extension adds to the current deadline, by the time of the handling.',
    ),
    decide: termSchema.describe('How long the question stays open before it lapses.'),
  }),
  suspension: z
    .strictObject({
      maximum: z.int().min(0).max(10).describe('How often an issue may be suspended; the practice is once.'),
      limit: spanSchema.describe('How far ahead the date may be on which it goes on; natural time.'),
      decide: termSchema.describe('How long the question stays open before it lapses.'),
    })
    .optional()
    .describe('The clock stands still until a date, by approval. Left out, an issue is never suspended.'),
  'force-close': z.strictObject({ decide: termSchema }).describe('Closing without the resident, by approval.'),
  confirmation: z.strictObject({ within: termSchema, repeat: z.strictObject({ every: termSchema, times }) }),
  reopen: z.strictObject({ within: spanSchema }).describe('How long after closing the matter may be taken up again.'),
});

type ProcedureDocument = z.output<typeof procedureSchema>;

/** The engine's form of a document that passed the schema and the checks. */
export function toProcedure(document: ProcedureDocument, source: string): Procedure {
  return {
    id: document.id,
    version: document.version,
    name: document.name,
    tiers: document.tiers.map(({ repeat, name, ...tier }) => ({
      ...tier,
      ...(name === undefined ? {} : { name }),
      repeat: { every: repeat?.every ?? tier.acknowledge, times: repeat?.times ?? 0 },
    })),
    evidence: document.evidence,
    extension: document.extension,
    suspension: {
      maximum: document.suspension?.maximum ?? 0,
      limitMs: document.suspension?.limit ?? DAY_MS,
      decide: document.suspension?.decide ?? document['force-close'].decide,
    },
    forceClose: document['force-close'],
    confirmation: document.confirmation,
    reopenWithinMs: document.reopen.within,
    source,
  };
}

/** JSON Schema (draft 2020-12) of a procedure file, for editors. */
export const procedureJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(procedureSchema, { io: 'input' });
