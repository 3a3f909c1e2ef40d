/** Files that prove something: brought in, cleaned, kept with their hashes, shown, and erased. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { issueIdSchema } from '../../../contracts/commands';
import { wordsOf } from '../../../contracts/values';
import { DoorstepError } from '../../../contracts/errors';
import { addEvidence, evidenceOf, findEvidence, markErased, type EvidenceFile } from '../../../store';
import type { App, Routes } from '../app';
import { cleaned, EVIDENCE_TYPES } from '../evidence/clean';
import { EVIDENCE_ID } from '../evidence/files';
import { sweepEvidence } from '../evidence/sweep';
import { base32, timePart } from '../../sdk/ids';
import { actorName } from '../identity/principal';
import { malformed } from '../problem';
import { read } from '../read';
import { instantSchema, problems } from './answers';
import { knownIssue } from './known-issue';

const LARGEST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 50;

const evidenceId = z.string().regex(EVIDENCE_ID, 'must be the id of a file: e- and 26 letters and digits');
const file = z
  .object({
    id: z.string().describe('The `ref` by which commands name it as evidence.'),
    issue: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    sha256: z.string().describe('Of the file as it is kept, in hexadecimal.'),
    receivedSha256: z.string().describe('Of the file as it came in.'),
    receivedBytes: z.int(),
    uploadedBy: z.string(),
    uploadedAtMs: instantSchema,
    erased: z.object({ atMs: instantSchema, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'EvidenceFile' });

export const evidenceRoutes: Routes = (app, gateway) => {
  const { files } = gateway;
  const sweeping = sweepEvidence(gateway);
  app.addHook('onClose', () => sweeping);
  const ofIssue = z.object({ issue: issueIdSchema });
  const ofFile = z.object({ issue: issueIdSchema, evidence: evidenceId });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/evidence',
    config: { operation: 'evidence.read' },
    schema: {
      tags: ['evidence'],
      summary: 'The files of an issue, the oldest first, erased ones among them',
      params: ofIssue,
      response: { 200: z.object({ evidence: z.array(file) }).meta({ id: 'EvidenceFiles' }), ...problems(400, 404) },
    },
    handler: async (request) => {
      const { issue } = request.params;
      await knownIssue(gateway, request, issue);
      return { evidence: [...(await read(gateway, (database) => evidenceOf(database, issue)))] };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/evidence/:evidence',
    config: { operation: 'evidence.read' },
    schema: {
      tags: ['evidence'],
      summary: 'One file',
      params: ofFile,
      produces: EVIDENCE_TYPES,
      response: { 200: z.any().describe('The content, with its media type.'), ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const { issue, evidence: id } = request.params;
      await knownIssue(gateway, request, issue);
      const found = await read(gateway, (database) => findEvidence(database, issue, id));
      const content = found === undefined || found.erased !== null ? undefined : await files.read(id);
      if (found === undefined || content === undefined)
        throw new DoorstepError('EVIDENCE_UNKNOWN', `${issue} has no such file.`);
      return (
        reply
          .type(found.mediaType)
          .header('content-length', found.bytes)
          .header('etag', `"${found.sha256}"`)
          .header('cache-control', 'private, no-cache')
          .header('content-disposition', `inline; filename="${id}.${extensionOf(found)}"`)
          // Whatever a reader's program makes of it, it runs nothing and asks nobody.
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(content)
      );
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/issues/:issue/evidence/:evidence',
    config: { operation: 'evidence.erase' },
    schema: {
      tags: ['evidence'],
      summary: 'Erase a file; its hashes, and who erased it and why, stay',
      params: ofFile,
      querystring: z.object({ reason: wordsOf(500) }),
      response: { 200: file, ...problems(400, 404, 409) },
    },
    handler: async (request) => {
      const { issue, evidence: id } = request.params;
      await knownIssue(gateway, request, issue);
      const { reason } = request.query;
      // The row first: a file that nobody may see any more is taken away by the sweep, whatever happens now.
      const by = actorName(request.principal);
      const erased = await read(gateway, (database) => markErased(database, issue, id, by, reason));
      if (erased === undefined) throw new DoorstepError('EVIDENCE_UNKNOWN', `${issue} has no such file.`);
      await files.remove(id);
      return erased;
    },
  });

  // In a scope of its own: only here a body may be a form with files.
  void app.register(async (scope: App) => {
    scope.removeContentTypeParser(['application/json', 'text/plain']);
    await scope.register(multipart, {
      limits: { files: 1, fields: 1, fieldSize: 1_024, fileSize: LARGEST_BYTES, parts: 2, headerPairs: 20 },
    });
    scope.route({
      method: 'POST',
      url: '/v1/issues/:issue/evidence',
      config: { operation: 'evidence.add', swaggerTransform: described },
      bodyLimit: LARGEST_BYTES + 64 * 1024,
      schema: {
        tags: ['evidence'],
        summary:
          'Bring a file: a form with one part `file`, at most 10 MiB; pictures lose what tells where they were taken',
        consumes: ['multipart/form-data'],
        params: ofIssue,
        response: { 201: file, ...problems(400, 404, 409, 413, 415) },
      },
      handler: async (request, reply) => {
        const { issue } = request.params;
        await knownIssue(gateway, request, issue);
        const received = await fileIn(request);
        const { content, mediaType, width, height } = await cleaned(received);
        const id = newEvidenceId(Date.now());
        await files.put(id, content);
        const known = {
          id,
          issue,
          mediaType,
          bytes: content.length,
          width,
          height,
          sha256: sha256(content),
          receivedSha256: sha256(received),
          receivedBytes: received.length,
          uploadedBy: actorName(request.principal),
        };
        const added = await read(gateway, (database) => addEvidence(database, known, MOST_FILES));
        if (added === undefined) {
          await files.remove(id);
          throw new DoorstepError('EVIDENCE_LIMIT', `${issue} has ${MOST_FILES} files already.`);
        }
        return reply.code(201).header('location', `/v1/issues/${issue}/evidence/${id}`).send(added);
      },
    });
  });
};

/** Throws REQUEST_MALFORMED for what is no form with one file and nothing else; a limit of the form is thrown as it is. */
async function fileIn(request: FastifyRequest): Promise<Buffer> {
  let file: Buffer | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file' || file !== undefined)
        throw malformed('The form has more than a file.', [
          { field: `body.${part.fieldname}`, reason: 'is not known' },
        ]);
      file = await part.toBuffer();
    }
  } catch (error) {
    // The reader of forms says by a status what it refuses, and nothing of what it can't read.
    if (error instanceof DoorstepError || (error as { readonly statusCode?: number }).statusCode !== undefined)
      throw error;
    throw malformed('The form can’t be read.', [{ field: 'body', reason: 'must be multipart/form-data' }]);
  }
  if (file === undefined) throw malformed('There is no file.', [{ field: 'body.file', reason: 'is missing' }]);
  return file;
}

/** The form is read by the handler, piece by piece, so no schema of the route can say what it holds. */
const described: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const file = { type: 'string', format: 'binary', description: `One of ${EVIDENCE_TYPES.join(', ')}.` };
  const body = { type: 'object', properties: { file }, required: ['file'], additionalProperties: false };
  return { schema: { ...schema, body }, url };
};

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const extensionOf = ({ mediaType }: EvidenceFile): string => (mediaType.split('/')[1] ?? 'bin').replace('jpeg', 'jpg');

/** Sorts by age, and can't be guessed: 9 characters of time and 85 random bits. */
const newEvidenceId = (nowMs: number): string => `e-${timePart(nowMs)}${base32(randomBytes(11)).slice(1)}`;
