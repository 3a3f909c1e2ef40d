/** One command on many issues, each of which is refused or accepted by itself: what would come of it, and what came of it. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { issueIdSchema } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import { COMMAND_NAMES, type CommandName, type IssueId, type PersonId } from '../../../domain';
import type { Foretold } from '../../sdk';
import { atOnce } from '../../sdk/bulk/at-once';
import { within } from '../../sdk/within';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { idempotencyKey, scopedKey } from '../keys';
import { asDoorstepError, detailOf, passes, statusOf } from '../problem';
import { allow, problems } from './answers';
import { commandBodies, callOf, payloadOf, schemaName, type Said } from './command-bodies';
import { knownIssue } from './known-issue';
import { checkNamedFiles } from './named-files';
import { receiptSchema, receiptView } from './receipt';

const MOST_ISSUES = 100;
/** More at once buys nothing (docs/decisions/0060). */
const AT_ONCE = 8;
/** Bulks under way in one gateway: whoever commands one issue is not to wait behind many. */
const MOST_BULKS = 4;
/** After this nothing more is begun, so that the answer comes before its caller gives it up. */
const BEGIN_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 16_000;

const EXAMPLE = {
  command: 'acknowledge',
  issues: ['i-01hq3v5k2m9x7t4qa', 'i-01hq3v5k2m9x7t4qb'],
  payload: {},
};
const issues = z.array(issueIdSchema).min(1).max(MOST_ISSUES).describe('Each counts once, however often it is named.');
const [first, ...others] = COMMAND_NAMES.map((command) =>
  z
    .strictObject({
      command: z.literal(command),
      issues,
      payload: commandBodies[command].describe('What each of them is told, as the command alone would be.'),
    })
    .meta({ id: `${schemaName(command)}Bulk` }),
);
if (first === undefined) throw new Error('There are no commands.');
const body = z.discriminatedUnion('command', [first, ...others]).meta({ id: 'Bulk', examples: [EXAMPLE] });

const issue = z.string();
const said = { issue, code: z.string().describe('Stable; docs/errors.md lists them.'), message: z.string() };
const refused = z.object({ ...said, outcome: z.literal('refused') }).describe('The rules or the rights say no.');
const result = z
  .discriminatedUnion('outcome', [
    z.object({ issue, outcome: z.literal('accepted'), receipt: receiptSchema }),
    refused,
    z.object({ ...said, outcome: z.literal('failed') }).describe('No answer: it may count still. Send it again.'),
    z.object({ issue, outcome: z.literal('unsent') }).describe('The time was over before its turn. Send it again.'),
  ])
  .meta({ id: 'BulkResult' });
const foretold = z
  .discriminatedUnion('outcome', [
    z.object({
      issue,
      outcome: z.literal('accepted'),
      events: z.array(z.string()).describe('What would be recorded.'),
    }),
    z.object({ issue, outcome: z.literal('counted') }).describe('It counts already under this key.'),
    refused,
  ])
  .meta({ id: 'Foretold' });
type Result = z.infer<typeof result>;

interface Bulk {
  readonly command: CommandName;
  readonly issues: readonly IssueId[];
  readonly said: Said;
  readonly actor: PersonId;
  readonly occurredAtMs: number | undefined;
}

export const bulkRoutes: Routes = (app, gateway) => {
  let underWay = 0;
  const oneOfFew = async <T>(work: () => Promise<T>): Promise<T> => {
    if (underWay >= MOST_BULKS)
      throw new DoorstepError('TOO_MANY_REQUESTS', 'This gateway has as many bulks under way as it takes.');
    underWay += 1;
    return work().finally(() => (underWay -= 1));
  };

  app.route({
    method: 'POST',
    url: '/v1/bulk',
    config: { operation: 'issue.bulk' },
    schema: {
      tags: ['bulk'],
      operationId: 'bulk',
      summary: 'One command on many issues, each of which is refused or accepted by itself',
      description:
        'Answers with a result for each issue, in the order in which they were named. On each the command counts once under the `Idempotency-Key`, as if it had been sent alone under it: what is `unsent` or `failed`, or got no answer at all, is sent again under the same key.',
      headers: z.looseObject({ 'idempotency-key': idempotencyKey }),
      body,
      response: { 200: z.object({ results: z.array(result) }).meta({ id: 'BulkAnswer' }), ...problems(400, 413, 415) },
    },
    handler: async (request) => {
      const bulk = await bulkOf(gateway, request, request.body);
      const results = await oneOfFew(() => run(gateway, request, bulk, request.headers['idempotency-key']));
      return { results: [...results] };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/bulk/foretell',
    config: { operation: 'issue.bulk' },
    schema: {
      tags: ['bulk'],
      operationId: 'foretellBulk',
      summary: 'What a bulk would come to, by the rules, the rights and the issues as they stand',
      description:
        'Nothing is done, and nothing is promised: the issues may move on. With the `Idempotency-Key` of a bulk it tells what counted already.',
      headers: z.looseObject({ 'idempotency-key': idempotencyKey.optional() }),
      body,
      response: {
        200: z.object({ results: z.array(foretold) }).meta({ id: 'ForetoldAnswer' }),
        ...problems(400, 413, 415, 504),
      },
    },
    handler: async (request) => {
      const bulk = await bulkOf(gateway, request, request.body);
      const results = await oneOfFew(() => foretell(gateway, request, bulk, request.headers['idempotency-key']));
      return {
        results: results.map((one) => (one.outcome === 'accepted' ? { ...one, events: [...one.events] } : one)),
      };
    },
  });
};

/** Throws what Access.authorize and Access.actor throw. */
async function bulkOf(gateway: Gateway, request: FastifyRequest, asked: z.infer<typeof body>): Promise<Bulk> {
  await allow(gateway, request);
  const { by, occurredAtMs, ...rest } = asked.payload as Said;
  return {
    command: asked.command,
    issues: [...new Set(asked.issues)],
    said: rest,
    actor: gateway.access.actor(request.principal, by),
    occurredAtMs,
  };
}

async function run(
  gateway: Gateway,
  request: FastifyRequest,
  { command, issues: all, said: payload, actor, occurredAtMs }: Bulk,
  key: string,
): Promise<readonly Result[]> {
  const { principal } = request;
  const endMs = Date.now() + ANSWER_WITHIN_MS;
  const send = callOf(gateway.doorstep, command);
  const one = async (id: IssueId): Promise<Result> => {
    try {
      await knownIssue(gateway, request, id, { actor, operation: `issue.command.${command}` });
      await checkNamedFiles(gateway, id, payload.evidence);
      const receipt = await send(id, payloadOf(payload, actor), {
        commandId: scopedKey(principal, id, key),
        timeoutMs: Math.max(1_000, endMs - Date.now()),
        ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
      });
      return { issue: id, outcome: 'accepted', receipt: receiptView(receipt) };
    } catch (error) {
      return unaccepted(request, id, error);
    }
  };
  const answers = new Map<IssueId, Result>();
  await within(BEGIN_WITHIN_MS, [gateway.stopping], async (over) => {
    for await (const answer of atOnce(all, AT_ONCE, one, over)) answers.set(answer.issue as IssueId, answer);
  });
  if (answers.size === 0) throw new DoorstepError('SERVER_AWAY', 'This gateway is being stopped.');
  return all.map((id) => answers.get(id) ?? { issue: id, outcome: 'unsent' });
}

async function foretell(
  gateway: Gateway,
  request: FastifyRequest,
  { command, issues: all, said: payload, actor }: Bulk,
  key: string | undefined,
): Promise<readonly Foretold[]> {
  const { principal } = request;
  const answers = new Map<string, Foretold>();
  const admit = async (id: IssueId): Promise<IssueId | Foretold> => {
    try {
      await knownIssue(gateway, request, id, { actor, operation: `issue.command.${command}`, isForetold: true });
      await checkNamedFiles(gateway, id, payload.evidence);
      return id;
    } catch (error) {
      const answer = unaccepted(request, id, error);
      // Without an answer there is nothing to tell of any.
      if (answer.outcome === 'failed') throw error;
      return answer as Foretold;
    }
  };
  const admitted: IssueId[] = [];
  for await (const one of atOnce(all, AT_ONCE, admit))
    if (typeof one === 'string') admitted.push(one);
    else answers.set(one.issue, one);
  const options = key === undefined ? {} : { commandIdOn: (id: IssueId) => scopedKey(principal, id, key) };
  for await (const one of gateway.doorstep.foretell(command, admitted, payloadOf(payload, actor), options))
    answers.set(one.issue, one);
  return all.flatMap((id) => answers.get(id) ?? []);
}

function unaccepted(request: FastifyRequest, id: IssueId, error: unknown): Extract<Result, { code: string }> {
  const known = asDoorstepError(error);
  const status = statusOf(known.code);
  if (status >= 500) request.log.error({ err: error, code: known.code }, 'a command of a bulk failed');
  const outcome = status >= 500 || passes(status) ? 'failed' : 'refused';
  return { issue: id, outcome, code: known.code, message: detailOf(known, status) };
}
