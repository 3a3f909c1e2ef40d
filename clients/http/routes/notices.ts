/** The proof of who was told, and what reached nobody. */
import { z } from 'zod';
import { CHANNELS, DELIVERY_STATES } from '../../../contracts/channels';
import { issueIdSchema } from '../../../contracts/commands';
import { ordinal } from '../../../contracts/values';
import type { Routes } from '../app';
import { knownIssue } from './known-issue';
import { allow, idInPath, instantSchema, problems } from './answers';
import { numberInQuery } from './in-query';

const channel = z.enum(['inbox', ...CHANNELS]);
const when = instantSchema.nullable();
const notice = z
  .object({
    issue: z.string(),
    seq: z.int().describe('The event that it tells of.'),
    recipient: z.string(),
    template: z.string(),
    tier: z.int(),
    round: z.int(),
    channel,
    state: z.enum(DELIVERY_STATES),
    attempts: z.int().nullable(),
    reason: z.string().nullable().describe('Why it failed, was withheld, or waits.'),
    receipt: z.string().nullable().describe('What the provider answered.'),
    held: z.array(z.string()).describe('What it was held back for on its way.'),
    bundle: z
      .object({ id: z.string(), others: z.int() })
      .nullable()
      .describe('The message of several notices that it went with, and how many others did.'),
    nextAtMs: when,
    queuedAtMs: instantSchema,
    sentAtMs: when,
    deliveredAtMs: when,
    readAtMs: when,
    actedAtMs: when,
    failedAtMs: when,
    withheldAtMs: when,
  })
  .meta({ id: 'NoticeDelivery' });
const deadLetter = z
  .object({ issue: z.string(), seq: z.int(), recipient: z.string(), template: z.string(), diedAtMs: instantSchema })
  .meta({ id: 'DeadLetter' });
const toldName = z.object({ issue: issueIdSchema, seq: ordinal, recipient: idInPath });

export const noticeRoutes: Routes = (app, gateway) => {
  const { channels } = gateway.doorstep;

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/notices',
    config: { operation: 'notices.read' },
    schema: {
      tags: ['notices'],
      summary: 'Every notice of an issue with every channel that it took: the proof',
      params: z.object({ issue: issueIdSchema }),
      response: { 200: z.object({ notices: z.array(notice) }).meta({ id: 'Notices' }), ...problems(400, 404) },
    },
    handler: async (request) => {
      const { id } = await knownIssue(gateway, request, request.params.issue);
      return { notices: (await channels.notices(id)).map((one) => ({ ...one, held: [...one.held] })) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/notices/counts',
    config: { operation: 'metrics.read' },
    schema: {
      tags: ['notices'],
      summary: 'How many notices are in which state, by channel',
      response: {
        200: z
          .object({ counts: z.array(z.object({ channel, state: z.enum(DELIVERY_STATES), count: z.int() })) })
          .meta({ id: 'NoticeCounts' }),
        ...problems(),
      },
    },
    handler: async (request) => {
      await allow(gateway, request);
      return { counts: [...(await channels.counts())] };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/dead-letters',
    config: { operation: 'notices.operate' },
    schema: {
      tags: ['notices'],
      summary: 'Notices of which every channel beyond the inbox failed, the oldest first',
      querystring: z.object({ limit: numberInQuery(1, 200).default(50) }),
      response: {
        200: z.object({ total: z.int(), deadLetters: z.array(deadLetter) }).meta({ id: 'DeadLetters' }),
        ...problems(400),
      },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const [total, letters] = await Promise.all([
        channels.deadLetterCount(),
        channels.deadLetters({ limit: request.query.limit }),
      ]);
      return {
        total,
        deadLetters: letters.map(({ issue, seq, recipient, template, diedAtMs }) => ({
          issue,
          seq,
          recipient,
          template,
          diedAtMs,
        })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/dead-letters/replay',
    config: { operation: 'notices.operate' },
    schema: {
      tags: ['notices'],
      summary: 'Send dead letters once more; answers those that go out',
      body: z.strictObject({ deadLetters: z.array(toldName).min(1).max(200) }),
      response: {
        200: z
          .object({ replayed: z.array(z.object({ issue: z.string(), seq: z.int(), recipient: z.string() })) })
          .meta({ id: 'Replayed' }),
        ...problems(400, 413, 415),
      },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const letters = request.body.deadLetters.map((letter) => ({ ...letter, recipient: letter.recipient as never }));
      return { replayed: [...(await channels.replay(letters))] };
    },
  });
};
