/** The directory in the store: read, compared and exchanged as a whole, with its history. */
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import { keptText } from '../../../contracts/values';
import { MOST_NUMBER } from '../../../domain';
import { openDocument, type OpenDocument } from '../../../domain/procedure/documents/document';
import { refuse } from '../../../domain/procedure/documents/problems';
import { directoryYaml } from '../../../policies/directory/yaml-write';
import { checkDirectory } from '../../../policies/place';
import { compareDirectories, countChanges, type WrittenDirectory } from '../../../store';
import type { Routes } from '../app';
import { ifMatchOfDirectory, seqOf } from '../etag';
import { actorName } from '../identity/principal';
import { allow, instantSchema, problems } from './answers';
import { flag, numberInQuery } from './in-query';

const version = numberInQuery(1, MOST_NUMBER);
const counts = z
  .object({ added: z.int(), changed: z.int(), moved: z.int(), removed: z.int() })
  .meta({ id: 'DirectoryCounts' });
const written = z
  .object({
    version: z.int().describe('The version that holds now; 0 while the store holds no directory.'),
    written: z.boolean().describe('False for a dry run, and when nothing would change.'),
    counts,
    changes: z.array(z.record(z.string(), z.unknown())).describe('Entry by entry: what it was and what it is.'),
  })
  .meta({ id: 'DirectoryWritten' });
const history = z
  .object({
    versions: z.array(
      z.object({ version: z.int(), recordedAtMs: instantSchema, actor: z.string(), reason: z.string(), counts }),
    ),
  })
  .meta({ id: 'DirectoryHistory' });

const LARGEST_BYTES = 16 * 1024 * 1024;
const FILE = 'community.yaml';

export const directoryRoutes: Routes = (app, gateway) => {
  const { doorstep } = gateway;

  app.route({
    method: 'GET',
    url: '/v1/directory',
    config: { operation: 'directory.read' },
    schema: {
      tags: ['directory'],
      summary: 'The directory as a document, the newest version or an older one; YAML with `Accept: application/yaml`',
      description: 'The `ETag` is the version. It names people and holds no contact details.',
      querystring: z.object({ version: version.optional() }),
      response: {
        200: z.object({ version: z.int(), document: z.record(z.string(), z.unknown()) }).meta({ id: 'Directory' }),
        ...problems(400, 404),
      },
    },
    handler: async (request, reply) => {
      await allow(gateway, request);
      const { version: number } = request.query;
      const stored = await doorstep.directory.read(number);
      if (stored === null)
        throw number === undefined
          ? new DoorstepError('DIRECTORY_EMPTY', 'The store holds no directory yet.')
          : new DoorstepError('DIRECTORY_VERSION_UNKNOWN', `The directory has no version ${number}.`);
      void reply.header('etag', `"${stored.version}"`);
      if (request.headers.accept?.includes('yaml') !== true)
        return { version: stored.version, document: stored.document };
      return reply
        .type('application/yaml; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(directoryYaml(stored.document) as never);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/directory/history',
    config: { operation: 'directory.read' },
    schema: {
      tags: ['directory'],
      summary: 'Who changed the directory, when and why; the newest version first',
      querystring: z.object({ limit: numberInQuery(1, 200).default(50) }),
      response: { 200: history, ...problems(400) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      return { versions: [...(await doorstep.directory.history(request.query.limit))] };
    },
  });

  // In a scope of its own: documents are read as text, so that mistakes are told with their lines.
  void app.register(async (scope: typeof app) => {
    scope.addContentTypeParser(
      ['application/yaml', 'application/x-yaml', 'text/yaml', 'application/json'],
      { parseAs: 'string', bodyLimit: LARGEST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.route({
      method: 'PUT',
      url: '/v1/directory',
      config: { operation: 'directory.write', swaggerTransform: described },
      bodyLimit: LARGEST_BYTES,
      schema: {
        tags: ['directory'],
        summary: 'Exchange the directory: the whole document or nothing of it',
        description:
          'YAML or JSON, as community.yaml has it. With `If-Match` only if that version still holds. Mistakes are refused by line and field.',
        consumes: ['application/yaml', 'application/json'],
        querystring: z.object({
          dryRun: flag.describe('Only tell what would change.').optional(),
          reason: keptText(2_000).default(''),
        }),
        headers: z.object({ 'if-match': ifMatchOfDirectory.optional() }),
        body: z.string().describe('The document.'),
        response: { 200: written, ...problems(400, 409, 412, 413, 415) },
      },
      handler: async (request, reply) => {
        await allow(gateway, request);
        const opened = opening(request.body);
        const stored = await doorstep.directory.read();
        const against = stored?.version ?? 0;
        if ((seqOf(request.headers['if-match']) ?? against) !== against)
          throw new DoorstepError('PRECONDITION_FAILED', `Version ${against} of the directory holds.`);
        checkDirectory(opened, gateway.documents);
        const document = opened.value as WrittenDirectory;
        const foretold = compareDirectories(stored?.document ?? {}, document);
        const isWritten = request.query.dryRun !== true && foretold.length > 0;
        const actor = actorName(request.principal);
        const { version: now, changes } = isWritten
          ? await doorstep.directory.write({ document, against, actor, reason: request.query.reason })
          : { version: against, changes: foretold };
        void reply.header('etag', `"${now}"`);
        return {
          version: now,
          written: isWritten,
          counts: countChanges(changes),
          changes: changes.map((one) => ({ ...one })),
        };
      },
    });
  });
};

/** To the route it is a text whatever it is written in. */
const described: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const description = 'The whole directory, as community.yaml has it.';
  const content = {
    'application/yaml': { schema: { type: 'string', description } },
    'application/json': { schema: { type: 'object', description, additionalProperties: true } },
  };
  return { schema: { ...schema, body: { content } }, url };
};

function opening(text: string): OpenDocument {
  const { document, problems: found } = openDocument({ path: FILE, text });
  return document ?? refuse('COMMUNITY_INVALID', 'The document', found);
}
