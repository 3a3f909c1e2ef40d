/** Reporting, reading and finding issues. */
import { z } from 'zod';
import { issueIdSchema, locationSchema, personIdSchema, reportSchema } from '../../../contracts/commands';
import { knownLocation, OUTCOMES, SEVERITIES, STAGES, type PersonId } from '../../../domain';
import { countIssues, COUNTED, searchIssues, type IssueRow, type IssueSearch } from '../../../store';
import type { Routes } from '../app';
import { etagOf, isKnown } from '../etag';
import type { Gateway } from '../gateway';
import type { Principal } from '../identity/principal';
import { idempotencyKey, scopedKey } from '../keys';
import { malformed } from '../problem';
import { read } from '../read';
import { allow, instantSchema, problems } from './answers';
import { cursorOf, placeOf } from './cursor';
import { instantText } from './in-query';
import { countedBy, issueFilter, pageQuery, searchOf, sightOf } from './issue-query';
import { issueSchema, issueView } from './issue-view';
import { issueAt } from './known-issue';
import { receiptSchema, receiptView } from './receipt';

const EXAMPLE = {
  text: '三单元的声控灯不亮',
  category: 'lamps',
  severity: 'normal',
  unit: 'oleaster-1',
  channel: 'app',
};
const reportBody = reportSchema
  .omit({ reporter: true })
  .extend({
    reporter: personIdSchema
      .exactOptional()
      .describe('Who raised it; whoever has signed in when left out. A service that acts for people names somebody.'),
  })
  .meta({ id: 'Report', examples: [EXAMPLE] });

const listed = z
  .object({
    id: z.string(),
    seq: z.int(),
    stage: z.enum(STAGES),
    tier: z.int(),
    unit: z.string(),
    category: z.string(),
    severity: z.enum(SEVERITIES),
    reporter: z.string(),
    assignee: z.string().nullable(),
    procedure: z.string(),
    outcome: z.enum(OUTCOMES).nullable(),
    dueAtMs: instantSchema.nullable(),
    openedAtMs: instantSchema,
    updatedAtMs: instantSchema,
    text: z.string(),
    channel: z.string(),
    location: locationSchema.optional(),
    overdue: z.boolean(),
    quarantined: z.boolean(),
    distanceM: z
      .int()
      .optional()
      .describe('Metres from `near`, to within 80: the place is kept sealed, and found by its cell.'),
  })
  .meta({ id: 'IssueSummary' });

const summary = ({ isOverdue, isQuarantined, location, ...row }: IssueRow): z.infer<typeof listed> => ({
  ...row,
  ...knownLocation({ location }),
  overdue: isOverdue,
  quarantined: isQuarantined,
});

/** Whoever has signed in, or somebody whom they name because they come with the matter. */
function reporterOf({ access }: Gateway, principal: Principal, said: PersonId | undefined): PersonId {
  if (principal.kind === 'person' && said !== undefined) return said;
  if (principal.kind === 'service' && principal.actsFor && said === undefined)
    throw malformed('A service says who raised the matter.', [{ field: 'body.reporter', reason: 'is missing' }]);
  return access.actor(principal, said);
}

const count = z.object({ key: z.string(), count: z.int() });
const counts = z
  .object({ total: z.int(), by: z.partialRecord(z.enum(COUNTED), z.array(count)) })
  .meta({ id: 'IssueCounts' });

export const issueRoutes: Routes = (app, gateway) => {
  app.route({
    method: 'POST',
    url: '/v1/issues',
    config: { operation: 'issue.report' },
    schema: {
      tags: ['issues'],
      operationId: 'reportIssue',
      summary: 'Report a matter',
      description:
        'Answers once the issue is in the log, with its address. The same report under the same key is the same issue and gets the same answer; another report under the same key is refused with 409 `REPORT_MISMATCH`.',
      headers: z.looseObject({ 'idempotency-key': idempotencyKey.optional() }),
      body: reportBody,
      response: { 201: receiptSchema, ...problems(400, 404, 409, 413, 415, 504) },
    },
    handler: async (request, reply) => {
      const { principal, body } = request;
      const reporter = reporterOf(gateway, principal, body.reporter);
      await allow(gateway, request, { unit: body.unit, person: reporter });
      const key = request.headers['idempotency-key'];
      const receipt = await gateway.doorstep.report(
        { ...body, reporter },
        key === undefined ? {} : { key: scopedKey(principal, 'report', key) },
      );
      return reply
        .code(201)
        .header('location', `/v1/issues/${receipt.issue}`)
        .header('etag', etagOf(receipt.seq))
        .send(receiptView(receipt));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue',
    config: { operation: 'issue.read' },
    schema: {
      tags: ['issues'],
      operationId: 'readIssue',
      summary: 'One issue, as it stands or as it stood',
      description: 'The `ETag` is the number of its last event; `If-None-Match` with it is answered 304.',
      params: z.object({ issue: issueIdSchema }),
      querystring: z.strictObject({ at: instantText.optional() }),
      headers: z.looseObject({ 'if-none-match': z.string().max(1_000).optional() }),
      response: {
        200: issueSchema,
        304: z.void().describe('It has not changed.'),
        ...problems(400, 404),
      },
    },
    handler: async (request, reply) => {
      const state = await issueAt(gateway, request, request.params.issue, request.query.at);
      void reply.header('etag', etagOf(state.seq)).header('cache-control', 'private, no-cache');
      if (isKnown(request.headers['if-none-match'], state.seq)) return reply.code(304).send();
      return reply.send(issueView(state));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues',
    config: { operation: 'issue.list' },
    schema: {
      tags: ['issues'],
      operationId: 'listIssues',
      summary: 'Find issues: filters, full text, orders, pages',
      description:
        'Every filter that is given has to fit; where several values are allowed they are separated by commas, and any of them fits. Only what the caller may see is listed. `next` is the cursor of the next page; it is absent on the last one.',
      querystring: issueFilter.extend(pageQuery.shape),
      response: {
        200: z.object({ issues: z.array(listed), next: z.string().optional() }).meta({ id: 'IssuePage' }),
        ...problems(400, 404),
      },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const { query } = request;
      const { sort, limit, cursor } = query;
      const search = await findable(gateway, searchOf(query, (await gateway.place.at(Date.now())).directory));
      const after = cursor === undefined ? {} : { after: placeOf(query, cursor) };
      const sight = await sightOf(gateway, request);
      const page = await read(gateway, (database) => searchIssues(database, search, sight, { sort, limit, ...after }));
      const rows = await read(gateway, () => gateway.words.readEach(page.rows, ({ id }) => id));
      return {
        issues: rows.map(summary),
        ...(page.next === undefined ? {} : { next: cursorOf(query, page.next) }),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/counts',
    config: { operation: 'issue.list' },
    schema: {
      tags: ['issues'],
      operationId: 'countIssues',
      summary: 'How many issues there are of each kind',
      description: 'Takes the filters of the list. The most come first; kinds of which there is none are left out.',
      querystring: issueFilter.extend({ by: countedBy }),
      response: { 200: counts, ...problems(400, 404) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const search = await findable(gateway, searchOf(request.query, (await gateway.place.at(Date.now())).directory));
      const sight = await sightOf(gateway, request);
      const { total, by } = await read(gateway, (database) => countIssues(database, search, sight, request.query.by));
      return { total, by: Object.fromEntries(Object.entries(by).map(([kind, all]) => [kind, [...all]])) };
    },
  });
};

const findable = (gateway: Gateway, search: IssueSearch): Promise<IssueSearch> =>
  read(gateway, () => gateway.words.findable(search));
