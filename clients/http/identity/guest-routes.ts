/** For residents without an account: report, and with the tracking code read, confirm, dispute or take back that one report. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { commandSchemas, reportSchema } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import { explain, type CommandName, type IssueState } from '../../../domain';
import { unitOf } from '../../../domain/directory/directory';
import { pin } from '../../../domain/directory/pin';
import { checkReporter } from '../../../domain/directory/who-may-report';
import { commandOperation } from '../../../domain/rights';
import { addressNames, newTrackingCode, ReportUnpaid, take, type Allowance, type Spent } from '../../../store';
import { issueIdOfKey } from '../../sdk';
import type { App, Routes } from '../app';
import type { Gateway } from '../gateway';
import { publicWords } from '../public-words';
import { instantSchema, problems } from '../routes/answers';
import { contactProof, keptReporter } from './contact-proof';
import { ownReport } from './own-report';
import { spendTry } from './report-code-routes';

/** What the table of rights gives to a tracking code. */
const COMMANDS = ['confirm', 'dispute', 'withdraw', 'reopen', 'unlink'] as const satisfies readonly CommandName[];

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{22,200}$/, 'must be 22 to 200 visible characters: a random UUID, for example')
  .optional()
  .describe(
    'The same key again: the same report and the same code. Has to be random: whoever can guess it gets the code.',
  );
const body = reportSchema
  .omit({ reporter: true, channel: true, severity: true })
  .extend({ severity: reportSchema.shape.severity.default('normal'), contact: contactProof.exactOptional() });
const reported = z
  .object({
    issue: z.string(),
    trackingCode: z
      .string()
      .describe('Shown this once. Whoever has it is the reporter: `Authorization: Tracking <code>`.'),
  })
  .meta({ id: 'GuestReport' });
const tracked = z
  .object({
    issue: z.string(),
    seq: z.int(),
    stage: z.string(),
    outcome: z.string().nullable(),
    category: z.string(),
    unit: z.string(),
    text: z.string().describe('Without what names or reaches somebody: a code may be passed on.'),
    openedAtMs: instantSchema,
    stageSinceMs: instantSchema,
    mayNow: z.array(z.string()).describe('What the reporter could say now.'),
  })
  .meta({ id: 'TrackedReport' });

export const guestRoutes: Routes = (app, gateway) => {
  const { database, doorstep } = gateway;
  const nameOfAddress = addressNames(database);

  app.route({
    method: 'POST',
    url: '/v1/reports',
    config: { open: true },
    schema: {
      tags: ['reports'],
      summary: 'Report without an account',
      description:
        'So many an hour from one address and for one place; who has signed in reports by POST /v1/issues. With a ' +
        'one-time code of POST /v1/report-codes it is the report of whoever of the directory has that address, else ' +
        'of a guest who is told by it what becomes of the report.',
      security: [],
      headers: z.object({ 'idempotency-key': idempotencyKey }),
      body,
      response: { 201: reported, ...problems(400, 404, 409, 413, 415, 504) },
    },
    handler: async (request, reply) => {
      const { contact, ...report } = request.body;
      const policies = await gateway.place.at(Date.now());
      checkReporter(policies, report, contact === undefined ? 'anonymous' : 'code');
      const network = await nameOfAddress(request.ip);
      const takes = taken(gateway, network, unitOf(policies, report.unit).id);
      // Whoever mistypes a code has not reported yet.
      if (contact === undefined) refuseSpent(await take(database, takes));
      const trackingCode = await newTrackingCode(database, request.headers['idempotency-key']);
      const key = `guest/${createHash('sha256').update(trackingCode).digest('hex')}`;
      const issue = issueIdOfKey(key);
      // Before the report: whoever gets no answer and asks again gets the same code, and it opens.
      const reporter = await keptReporter(gateway, request, { trackingCode, issue, contact, takes }, async () => {
        // What the place refuses must not use up the code.
        pin(policies, report);
        await spendTry(gateway, network);
      }).catch((error: unknown) => {
        if (error instanceof ReportUnpaid) refuseSpent(error.spent);
        throw error;
      });
      await doorstep.report({ ...report, reporter, channel: 'web' }, { key });
      return reply.code(201).header('cache-control', 'no-store').send({ issue, trackingCode });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/reports/tracked',
    config: { operation: 'issue.read' },
    schema: {
      tags: ['reports'],
      summary: 'How the report of a tracking code stands',
      security: [{ tracking: [] }],
      response: { 200: tracked, ...problems(404) },
    },
    handler: async (request, reply) => {
      const state = await ownReport(gateway, request);
      void reply.header('cache-control', 'no-store');
      return standingOf(state);
    },
  });

  for (const command of COMMANDS) commandRoute(app, gateway, command);
  commentRoute(app, gateway);
};

/** What a report without an account takes. */
function taken({ identity }: Gateway, network: string, unit: string): readonly Allowance[] {
  const { address, unit: perUnit } = identity.guestsPerHour;
  return [
    { key: `guest-address:${network}`, perHour: address },
    { key: `guest-unit:${unit}`, perHour: perUnit },
  ];
}

/** Throws REPORTS_USED_UP. */
function refuseSpent(spent: Spent | null): void {
  if (spent !== null)
    throw new DoorstepError('REPORTS_USED_UP', 'No more reports without an account are taken in this hour.', {
      details: { retryAfterS: spent.waitS },
    });
}

function standingOf(state: IssueState): z.input<typeof tracked> {
  const { reporter, text, category, unit } = state.report;
  const known: readonly string[] = [...COMMANDS, 'comment'];
  return {
    issue: state.id,
    seq: state.seq,
    stage: state.stage,
    outcome: state.closure?.outcome ?? null,
    category,
    unit,
    text: publicWords(text),
    openedAtMs: state.openedAtMs,
    stageSinceMs: state.stageSinceMs,
    mayNow: explain(state).offers.flatMap(({ command, whom }) =>
      whom.includes(reporter) && known.includes(command) ? [command] : [],
    ),
  };
}

const commandKey = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be 1 to 100 of A-Z, a-z, 0-9, ".", "_" and "-"')
  .optional();
const commandHeaders = z.object({ 'idempotency-key': commandKey.describe('The same key again: the same answer.') });

function commandRoute(app: App, gateway: Gateway, command: (typeof COMMANDS)[number]): void {
  const said = (commandSchemas[command] as unknown as z.ZodObject).omit({ by: true });
  const isBare = Object.keys(said.shape).length === 0;
  app.route({
    method: 'POST',
    url: `/v1/reports/tracked/${command}`,
    config: { operation: commandOperation(command) },
    schema: {
      tags: ['reports'],
      summary: `The reporter, by the tracking code: ${command}`,
      security: [{ tracking: [] }],
      headers: commandHeaders,
      body: isBare ? said.nullish() : said,
      response: { 200: tracked, ...problems(400, 404, 409, 413, 415, 504) },
    },
    handler: async (request) => {
      const { id, report } = await ownReport(gateway, request);
      const payload = { ...(request.body ?? {}), by: report.reporter } as never;
      await gateway.doorstep[command](id, payload, optionsOf(request.headers['idempotency-key']));
      return standingOf(await gateway.doorstep.get(id));
    },
  });
}

function commentRoute(app: App, gateway: Gateway): void {
  app.route({
    method: 'POST',
    url: '/v1/reports/tracked/comment',
    config: { operation: commandOperation('comment') },
    schema: {
      tags: ['reports'],
      summary: 'The reporter, by the tracking code: a word for the timeline',
      security: [{ tracking: [] }],
      headers: commandHeaders,
      body: z.strictObject({ text: commandSchemas.comment.shape.text }),
      response: { 200: tracked, ...problems(400, 404, 409, 413, 415, 504) },
    },
    handler: async (request) => {
      const { id, report } = await ownReport(gateway, request);
      const payload = { by: report.reporter, text: request.body.text, evidence: [] };
      await gateway.doorstep.comment(id, payload, optionsOf(request.headers['idempotency-key']));
      return standingOf(await gateway.doorstep.get(id));
    },
  });
}

const optionsOf = (key: string | undefined) => (key === undefined ? {} : { commandId: key });
