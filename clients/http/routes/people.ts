/** What is kept of a person: given to them, and erased. */
import { z } from 'zod';
import { personalDataSchema } from '../../../contracts/personal-data';
import { personIdSchema } from '../../../contracts/commands';
import { answeringRoles } from '../../../domain/rights';
import type { Certificate, Erasure } from '../../sdk';
import { eraseFiles } from '../evidence/erasing';
import type { Routes } from '../app';
import { actorName } from '../identity/principal';
import { idempotencyKey, scopedKey } from '../keys';
import { allow, instantSchema, problems } from './answers';

const ofPerson = z.object({ person: personIdSchema });
const counts = z.record(z.string(), z.int());
const erasure = z
  .object({
    id: z.string(),
    person: z.string(),
    askedBy: z.string(),
    reason: z.string(),
    handsOver: z.boolean(),
    askedAtMs: instantSchema,
    finishedAtMs: instantSchema.nullable(),
    steps: z
      .array(z.object({ step: z.string(), found: counts, doneAtMs: instantSchema.nullable() }))
      .describe('Those that have begun, with what there was.'),
  })
  .meta({ id: 'Erasure' });
const certificate = z
  .object({
    number: z.int(),
    erasure: z.string(),
    person: z.string(),
    askedBy: z.string(),
    reason: z.string(),
    askedAtMs: instantSchema,
    erasedAtMs: instantSchema,
    counts: z.record(z.string(), counts),
    inventory: z.string().describe('SHA-256 of the inventory of personal data that it went by.'),
    before: z.string().describe('The hash of the certificate before it.'),
    hash: z.string(),
    brokenAt: z.int().nullable().describe('The first certificate up to this one that was altered or is missing.'),
    cameBack: counts.describe('What there is of the person again; all 0 when nothing came back.'),
    clearReports: z.int().describe('Reports of the person of which something stays readable: it was written in clear.'),
  })
  .meta({ id: 'ErasureCertificate' });
const standing = z
  .object({
    counts: counts.describe('What there is of the person now.'),
    duties: z.array(z.object({ kind: z.string(), role: z.string().optional(), unit: z.string().optional() })),
    openIssues: z.object({ assigned: z.int(), reported: z.int() }),
    held: z.array(z.string()).describe('Issues that are held, so that nothing of them may be destroyed.'),
    erasures: z.array(erasure),
    certificates: z.array(certificate),
  })
  .meta({ id: 'ErasureStanding' });
const asking = z
  .strictObject({
    reason: z.string().trim().min(1).max(500).describe('Why; it is in the certificate, so name nobody.'),
    handOver: z
      .boolean()
      .default(false)
      .describe('Duties end, others take over what the person has, and open reports go on without their words.'),
  })
  .meta({ id: 'ErasureRequest' });

export const peopleRoutes: Routes = (app, gateway) => {
  const { people } = gateway.doorstep;
  const dutyRoles = async () => answeringRoles(await gateway.place.at(Date.now()));
  const erasing = eraseFiles(gateway);
  app.addHook('onClose', () => erasing.stop());

  app.route({
    method: 'GET',
    url: '/v1/people/:person/personal-data',
    config: { operation: 'personal.read' },
    schema: {
      tags: ['people'],
      summary: 'Everything that is kept of a person, for the person or an operator',
      description: 'Each reading is in the access log, and in the next answer.',
      params: ofPerson,
      response: { 200: personalDataSchema, ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const { person } = request.params;
      await allow(gateway, request, { person });
      const data = await people.personalData(person, { keys: gateway.masterKeys() });
      return reply.header('cache-control', 'no-store').send(data);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/people/:person/erasure',
    config: { operation: 'personal.read' },
    schema: {
      tags: ['people'],
      summary:
        'What an erasure would destroy and what stands against it; erasures so far, with their certificates, verified',
      params: ofPerson,
      response: { 200: standing, ...problems(400, 404) },
    },
    handler: async (request) => {
      const { person } = request.params;
      await allow(gateway, request, { person });
      const [now, erasures, certificates] = await Promise.all([
        people.foretellErasure(person, await dutyRoles()),
        people.erasures(person),
        people.certificates(person),
      ]);
      return {
        counts: { ...now.counts },
        duties: [...now.duties],
        openIssues: now.openIssues,
        held: [...now.held],
        erasures: erasures.map(erasureView),
        certificates: await Promise.all(certificates.map(verified)),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/people/:person/erasure',
    config: { operation: 'personal.erase' },
    schema: {
      tags: ['people'],
      summary: 'Erase a person: what is kept of them is destroyed, what they did stays by id',
      description:
        'Answers once it is certain to be carried out; `finishedAtMs` is null while it is under way. It ends with a certificate and an event of type `personal-data.erased.v1`.',
      params: ofPerson,
      headers: z.looseObject({ 'idempotency-key': idempotencyKey.optional() }),
      body: asking,
      response: { 202: erasure, ...problems(400, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { person } = request.params;
      await allow(gateway, request, { person });
      const { principal } = request;
      const key = request.headers['idempotency-key'];
      const asked = await people.erase({
        person,
        askedBy: actorName(principal),
        reason: request.body.reason,
        handsOver: request.body.handOver,
        dutyRoles: await dutyRoles(),
        ...(key === undefined ? {} : { requestKey: scopedKey(principal, 'personal.erase', key) }),
      });
      erasing.nudge();
      return reply.code(202).send(erasureView(asked));
    },
  });

  const verified = async (one: Certificate) => {
    const { brokenAt, cameBack, clearReports } = await people.verifyCertificate(one);
    return { ...one, counts: mutable(one.counts), brokenAt, cameBack: { ...cameBack }, clearReports };
  };
};

const erasureView = (one: Erasure) => ({
  ...one,
  steps: one.steps.map(({ found, ...step }) => ({ ...step, found: { ...found } })),
});

const mutable = (counts: Certificate['counts']): Record<string, Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).map(([step, found]) => [step, { ...found }]));
