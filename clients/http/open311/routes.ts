/** GeoReport v2 with the updates of FixMyStreet under /open311/v2, and its discovery document beside it. */
import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { App, Routes } from '../app';
import type { Gateway } from '../gateway';
import { asked, askedBy, type Asked, type Open311 } from './context';
import { discovery } from './discovery';
import { notFound, sendErrors } from './errors';
import { FORMATS, send, type Fields, type Format, type List } from './format';
import { open311Document, OPEN311_DOCUMENT_PATH } from './openapi';
import { OPEN311_PATH, OPERATIONS, type OperationName } from './operations';
import { postRequest } from './report';
import { listRequests, readRequest, readToken } from './requests';
import { serviceDefinition, serviceList, serviceOf } from './services';
import { readOpen311Settings, type Open311Settings } from './settings';
import { postUpdate } from './update';
import { listUpdates } from './updates';

/** Of 4,000 characters, of which each may take 9 when it is encoded, and of as much again for the rest. */
const FORM_BYTES = 128 * 1024;

type Answer = (open311: Open311, known: Asked, request: FastifyRequest) => Promise<List | Fields>;

export const open311Routes: Routes = (app, gateway) => registerOpen311(app, gateway, readOpen311Settings());

export function registerOpen311(app: App, gateway: Gateway, settings: Open311Settings): void {
  const open311: Open311 = { gateway, settings };
  // Made when it is first asked for, which few do.
  let document: ReturnType<typeof open311Document> | undefined;
  void app.register((scope, _options, done) => {
    // Forms only, as the specification has it.
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: FORM_BYTES });
    for (const name of Object.keys(OPERATIONS) as OperationName[])
      for (const format of FORMATS) addRoute(scope, open311, name, format);
    for (const [url, methods] of methodsByUrl())
      for (const format of FORMATS) refuseOthers(scope, `${url}.${format}`, methods, format);
    scope.get(
      OPEN311_DOCUMENT_PATH,
      { config: { open: true }, schema: { hide: true } },
      () => (document ??= open311Document()),
    );
    // Everything else below it, whatever the method: an error in a form that its clients read.
    scope.all(`${OPEN311_PATH}/*`, {
      config: { open: true },
      schema: { hide: true },
      errorHandler: errorsIn('xml'),
      handler: (request, reply) => {
        const unknown = new DoorstepError('ROUTE_UNKNOWN', `There is no ${request.method} here.`);
        return sendErrors(request, reply, formatIn(request.url), unknown);
      },
    });
    done();
  });
}

const formatIn = (url: string): Format => (/^[^?]*\.json(\?|$)/.test(url) ? 'json' : 'xml');

/** For what is refused before a route is known; undefined for an address of others. */
export function refuseOpen311(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply | undefined {
  const { url } = request;
  if (!url.startsWith('/open311/')) return undefined;
  // A name that is longer than any is the name of nothing.
  const isTooLong = error instanceof Error && 'code' in error && error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  return sendErrors(request, reply, formatIn(url), isTooLong ? notFound('There is nothing of this name.') : error);
}

function addRoute(scope: App, open311: Open311, name: OperationName, format: Format): void {
  const { method, path, root } = OPERATIONS[name];
  scope.route({
    method,
    url: `${path}.${format}`,
    // Whoever asks is known once the parameters are read: the key is one of them.
    config: { open: true },
    schema: { hide: true },
    errorHandler: errorsIn(format),
    handler: (request, reply) =>
      asked(open311, method === 'POST' ? request.body : request.query)
        .then((known) => ANSWERING[name](open311, known, request))
        .then((value) => send(reply, format, root, value)),
  });
}

function methodsByUrl(): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, readonly string[]>();
  for (const { path, method } of Object.values(OPERATIONS))
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  return methods;
}

function refuseOthers(scope: App, url: string, methods: readonly string[], format: Format): void {
  scope.route({
    method: scope.supportedMethods.filter((method) => !methods.includes(method)),
    url,
    config: { open: true },
    schema: { hide: true },
    errorHandler: errorsIn(format),
    // Whatever it carries, its method is what is wrong with it.
    onRequest: async (request, reply) => {
      void reply.header('allow', methods.join(', '));
      throw new DoorstepError('METHOD_UNKNOWN', `There is no ${request.method} here, but ${methods.join(', ')}.`);
    },
    handler: () => undefined,
  });
}

const errorsIn =
  (format: Format) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    void sendErrors(request, reply, format, error);

const named = (request: FastifyRequest): string => Object.values(request.params as Record<string, string>)[0] ?? '';

const ANSWERING: Readonly<Record<OperationName, Answer>> = {
  getDiscovery: async (open311, { policies }, request) =>
    discovery(policies, open311.settings, endpointOf(open311, request)),
  getServices: async ({ settings }, { policies }) => serviceList(policies, settings.lang),
  getServiceDefinition: async ({ settings }, { policies }, request) =>
    serviceDefinition(policies, serviceOf(policies, named(request)), settings.lang),
  postRequest: async (open311, known, request) => postRequest(open311, known, await by(open311, known, request)),
  getRequests: async (open311, known, request) => listRequests(open311, known, await by(open311, known, request)),
  getRequest: async (open311, known, request) =>
    readRequest(open311, known, await by(open311, known, request), named(request)),
  getToken: async (open311, _known, request) => readToken(open311, named(request)),
  getUpdates: async (open311, known, request) => {
    await by(open311, known, request);
    return listUpdates(open311, known);
  },
  postUpdate: async (open311, known, request) => postUpdate(open311, known, await by(open311, known, request)),
};

const by = (open311: Open311, { parameters }: Asked, request: FastifyRequest) => askedBy(open311, request, parameters);

/** As it is reached from outside, else as this request reached it. */
function endpointOf({ gateway }: Open311, { protocol, host }: FastifyRequest): string {
  return `${gateway.settings.publicUrl ?? `${protocol}://${host}`}${OPEN311_PATH}`;
}
