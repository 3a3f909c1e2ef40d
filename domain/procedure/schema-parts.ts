/** Pieces of the procedure language that several clauses share: who, how often, and how a question is decided. */
import { z } from 'zod';
import type { OnTimeout, Quorum } from '../kernel/rules';
import { given } from './documents/given';
import { unknown } from './documents/nearest';
import { spanSchema } from './documents/span';
import { parseTerm, termSchema, type WrittenTerm } from './documents/term';
import { idSchema } from './documents/words';
import { EVENT_TYPES } from './event-types';
import { LEVELS, type WrittenDecision, type WrittenRepeat, type WrittenWarning } from './procedure';

/** Who: looked up where the matter is, at this level or at the first one above it where somebody holds the role. */
export const post = {
  role: idSchema.describe('Who does it: a role of community.yaml.'),
  level: z
    .enum(LEVELS)
    .describe(
      'Where the role is looked up: at this level around the matter, or at the first one above that has somebody.',
    ),
};

/** Beside a role whose people are called. One tag is a list of one. */
export const competenceSchema = z
  .union([idSchema.transform((tag) => [tag]), z.array(idSchema).min(1).max(10)], {
    error: ({ input }) => (input === undefined ? undefined : competenceHint(input)),
  })
  .superRefine((tags, context) => {
    const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `names "${twice}" twice` });
  })
  // Two ways of writing the same are one question to the directory.
  .transform((tags): readonly string[] => tags.toSorted())
  .describe(
    'Tag of a competence of the directory, or a list of them: only who holds all of them when the post is called is called; who does not is passed over like somebody who is absent.',
  );
const competenceHint = (input: unknown): string =>
  `must be the tag of a competence such as gas-fitting, or a list of 1 to 10 of them, not ${JSON.stringify(input)}`;

export const times = z.int().min(0).max(100);
export const repeatSchema = z.strictObject({
  every: termSchema.describe('From one reminder to the next.'),
  times: times.describe('How many reminders.'),
});

/** Nobody is reminded where no `repeat` is written. */
export const repeatOf = (
  repeat: { readonly every: WrittenTerm; readonly times?: number | undefined } | undefined,
  within: WrittenTerm,
): WrittenRepeat => ({ every: repeat?.every ?? within, times: repeat?.times ?? 0 });

const PERCENT = /^([1-9]\d?)%$/;

/** `50%` of the time that runs, or a span before its end. */
export const warningSchema = z
  .string({ error: ({ input }) => (input === undefined ? undefined : warnHint(input)) })
  .transform((text, context): WrittenWarning => {
    const percent = PERCENT.exec(text)?.[1];
    if (percent !== undefined) return { share: Number(percent) / 100 };
    if (/^\d+%$/.test(text))
      context.addIssue({ code: 'custom', message: `would never ring: ${text} is not between 1% and 99%` });
    else if (parseTerm(text) === undefined) context.addIssue({ code: 'custom', message: warnHint(text) });
    return { before: termSchema.safeParse(text).data ?? { time: 'natural', ms: 0 } };
  });
const warnHint = (input: unknown): string =>
  `must be a share of the time such as 50%, or a span before its end such as 2h or 1wd, not ${JSON.stringify(input)}`;

const quorumHint = (input: unknown): string =>
  `must be how many have to agree such as 2, a share of them such as 60%, or all, not ${JSON.stringify(input)}`;
const shareSchema = z.string().regex(/^(?:[1-9]\d?%|100%|all)$/, { error: ({ input }) => quorumHint(input) });
export const quorumSchema = z
  .union([z.int().min(1).max(100), shareSchema], {
    error: ({ input }) => (input === undefined ? undefined : quorumHint(input)),
  })
  .transform((written): Quorum => {
    if (typeof written === 'number') return { count: written };
    return { share: written === 'all' ? 1 : Number.parseInt(written, 10) / 100 };
  });

const ON_TIMEOUT = ['lapse', 'reject', 'approve', 'climb'] as const satisfies readonly OnTimeout[];

/** The fields of everything that is asked for and decided. */
export const decision = {
  decide: termSchema.describe('How long the question stays open.'),
  remind: z
    .array(warningSchema)
    .min(1)
    .max(10)
    .optional()
    .describe(
      'When those who have not decided yet are told again: after a share of `decide` (`50%`), or a span before its end (`2h`, `1wd`).',
    ),
  quorum: quorumSchema
    .optional()
    .describe('How many of the tier above have to agree: `2`, `60%` or `all`; one of them when left out.'),
  panels: z
    .array(
      z.strictObject({ ...post, quorum: quorumSchema.optional().describe('How many of them; one when left out.') }),
    )
    .min(1)
    .max(10)
    .optional()
    .describe('Who decides instead of the tier above; each panel has to agree.'),
  'on-timeout': z
    .enum(ON_TIMEOUT)
    .optional()
    .describe(
      'What it means that nobody decided in time: `lapse` (when left out), `reject`, `approve`, or `climb` to the tier above.',
    ),
};
export const decisionSchema = z.strictObject(decision);

type DecisionDocument = z.output<typeof decisionSchema>;

export const toDecision = ({
  decide,
  remind,
  quorum,
  panels,
  'on-timeout': onTimeout,
}: DecisionDocument): WrittenDecision =>
  given({
    decide,
    remind,
    // One of them is what is left out.
    quorum: quorum !== undefined && 'count' in quorum && quorum.count === 1 ? undefined : quorum,
    panels: panels?.map(({ quorum: need = { count: 1 }, ...who }) => ({ ...who, quorum: need })),
    onTimeout,
  });

/** An event by its type. */
export const eventSchema = z.enum(EVENT_TYPES, {
  error: ({ input }) => (typeof input === 'string' ? unknown('event', input, EVENT_TYPES) : undefined),
});

const LONGEST_SPREAD_MS = 3_600_000;
export const spreadSchema = spanSchema.refine((ms) => ms <= LONGEST_SPREAD_MS, { error: 'must be at most 1h' });
