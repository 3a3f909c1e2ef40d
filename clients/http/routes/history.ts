/** What happened to an issue, why it stands where it stands, and the proof that nothing was altered. */
import { z } from 'zod';
import { issueIdSchema } from '../../../contracts/commands';
import {
  APPROVAL_KINDS,
  COMMAND_NAMES,
  explain,
  MOST_NUMBER,
  OUTCOMES,
  STAGES,
  type Explanation,
} from '../../../domain';
import { readLog } from '../../../store';
import type { Routes } from '../app';
import { etagOf } from '../etag';
import { read } from '../read';
import { instantSchema, problems } from './answers';
import { instantText, numberInQuery } from './in-query';
import { issueAt, knownIssue } from './known-issue';

const entry = z
  .object({
    seq: z.int(),
    type: z.string(),
    actor: z.string().describe('A person, or `ladder` for what the clocks decide.'),
    occurredAtMs: instantSchema,
    recordedAtMs: instantSchema,
    event: z.looseObject({ type: z.string() }).describe('Everything that the log holds of it, in people’s own words.'),
  })
  .meta({ id: 'TimelineEntry' });

const charge = z.object({
  why: z.string(),
  atMs: instantSchema,
  ms: z.int(),
  dueAtMs: instantSchema,
  termMs: z.int().optional(),
  graceMs: z.int().optional(),
});
const wait = z
  .object({
    what: z.string(),
    whom: z.array(z.string()),
    role: z.string(),
    sinceMs: instantSchema,
    untilMs: instantSchema.nullable(),
    rule: z.string().describe('The clause of the procedure: `<procedure>@<version>#<path>`.'),
    provisional: z.boolean().optional(),
    charges: z.array(charge).optional().describe('How the deadline came about.'),
    question: z
      .object({
        id: z.string(),
        kind: z.enum(APPROVAL_KINDS),
        askedBy: z.string(),
        extendByMs: z.int().optional(),
        untilMs: instantSchema.optional(),
      })
      .optional(),
    party: z.string().optional(),
    issue: z.string().optional(),
    then: z.string().describe('What happens when the time is over.'),
  })
  .meta({ id: 'Wait' });
const explanation = z
  .object({
    issue: z.string(),
    seq: z.int(),
    stage: z.enum(STAGES),
    outcome: z.enum(OUTCOMES).nullable(),
    tier: z.int(),
    tierKey: z.string(),
    procedure: z.string(),
    waits: z.array(wait),
    quarantine: z.object({ sinceMs: instantSchema, what: z.string() }).optional(),
    next: z
      .looseObject({ atMs: instantSchema, clock: z.string(), tier: z.int(), round: z.int(), then: z.string() })
      .nullable()
      .describe('The next instant at which something happens by itself.'),
    offers: z
      .array(z.object({ command: z.enum(COMMAND_NAMES as [string, ...string[]]), whom: z.array(z.string()) }))
      .describe('Who may do what now.'),
  })
  .meta({ id: 'Explanation' });

const MOST_ENTRIES = 500;

export const historyRoutes: Routes = (app, gateway) => {
  const params = z.object({ issue: issueIdSchema });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/timeline',
    config: { operation: 'issue.timeline' },
    schema: {
      tags: ['history'],
      operationId: 'readTimeline',
      summary: 'Everything that happened, in order',
      description: 'Pages: `after` is the `next` of the page before; it is absent on the last one.',
      params,
      querystring: z.strictObject({
        after: numberInQuery(0, MOST_NUMBER).default(0),
        limit: numberInQuery(1, MOST_ENTRIES).default(100),
      }),
      response: {
        200: z.object({ entries: z.array(entry), next: z.int().optional() }).meta({ id: 'Timeline' }),
        ...problems(400, 404),
      },
    },
    handler: async (request, reply) => {
      const { after, limit } = request.query;
      const state = await knownIssue(gateway, request, request.params.issue);
      const log = await read(gateway, async (database) =>
        gateway.words.read(state.id, await readLog(database, state.id, after, limit + 1)),
      );
      const entries = log.slice(0, limit).map(({ seq, actor, occurredAtMs, recordedAtMs, event }) => ({
        seq,
        type: event.type,
        actor,
        occurredAtMs,
        recordedAtMs,
        event: { ...event },
      }));
      const next = entries.at(-1)?.seq;
      void reply.header('etag', etagOf(state.seq)).header('cache-control', 'private, no-cache');
      return { entries, ...(log.length > limit && next !== undefined ? { next } : {}) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/explain',
    config: { operation: 'issue.explain' },
    schema: {
      tags: ['history'],
      operationId: 'explainIssue',
      summary: 'What it waits for, for whom, until when, by which rule, and who may do what',
      params,
      querystring: z.strictObject({ at: instantText.optional() }),
      response: { 200: explanation, ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const state = await issueAt(gateway, request, request.params.issue, request.query.at);
      void reply.header('etag', etagOf(state.seq)).header('cache-control', 'private, no-cache');
      return shown(explain(state));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/chain',
    config: { operation: 'issue.timeline' },
    schema: {
      tags: ['history'],
      operationId: 'verifyChain',
      summary: 'The proof that nothing was altered: the hash chain of its log, computed anew',
      params,
      response: {
        200: z
          .object({
            issue: z.string(),
            events: z.int(),
            brokenAtSeq: z
              .int()
              .nullable()
              .describe('The first event that does not follow from what stands before it.'),
          })
          .meta({ id: 'ChainVerification' }),
        ...problems(400, 404),
      },
    },
    handler: async (request) => {
      const state = await knownIssue(gateway, request, request.params.issue);
      return gateway.doorstep.verifyChain(state.id);
    },
  });
};

/** The same with arrays of its own, as the schema has them. */
const shown = (explained: Explanation): z.infer<typeof explanation> =>
  JSON.parse(JSON.stringify(explained)) as z.infer<typeof explanation>;
