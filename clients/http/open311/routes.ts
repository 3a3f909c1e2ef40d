/** GeoReport v2 with the updates of FixMyStreet under /open311/v2, and its discovery document beside it. */
import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { App, Routes } from '../app';
import type { Gateway } from '../gateway';
import { asked, askedBy, type Asked, type Open311 } from './context';
import { discovery } from './discovery';
import { sendErrors } from './errors';
import { FORMATS, send, type Fields, type Format, type List } from './format';
import { postRequest } from './report';
import { listRequests, readRequest, readToken } from './requests';
import { serviceDefinition, serviceList, serviceOf } from './services';
import { readOpen311Settings, type Open311Settings } from './settings';
import { postUpdate } from './update';
import { listUpdates } from './updates';

export const OPEN311_PATH = '/open311/v2';
const DISCOVERY_PATH = '/open311/discovery';
/** Of 4,000 characters, of which each may take 9 when it is encoded, and of as much again for the rest. */
const FORM_BYTES = 128 * 1024;

interface Operation {
  readonly method: 'GET' | 'POST';
  /** Without the format. */
  readonly path: string;
  readonly root: string;
  readonly answer: (asked: Asked, request: FastifyRequest) => Promise<List | Fields>;
}

export const open311Routes: Routes = (app, gateway) => registerOpen311(app, gateway, readOpen311Settings());

export function registerOpen311(app: App, gateway: Gateway, settings: Open311Settings): void {
  const open311: Open311 = { gateway, settings };
  void app.register((scope, _options, done) => {
    // Forms only, as the specification has it.
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: FORM_BYTES });
    for (const operation of operationsOf(open311))
      for (const format of FORMATS) addRoute(scope, open311, operation, format);
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

function addRoute(scope: App, open311: Open311, { method, path, root, answer }: Operation, format: Format): void {
  scope.route({
    method,
    url: `${path}.${format}`,
    // Whoever asks is known once the parameters are read: the key is one of them.
    config: { open: true },
    schema: { hide: true },
    errorHandler: errorsIn(format),
    handler: (request, reply) =>
      asked(open311, method === 'POST' ? request.body : request.query)
        .then((known) => answer(known, request))
        .then((value) => send(reply, format, root, value)),
  });
}

const errorsIn =
  (format: Format) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    void sendErrors(request, reply, format, error);

function operationsOf(open311: Open311): readonly Operation[] {
  const { settings } = open311;
  const named = (request: FastifyRequest): string => (request.params as { readonly id: string }).id;
  const by = (request: FastifyRequest, { parameters }: Asked) => askedBy(open311, request, parameters);
  return [
    {
      method: 'GET',
      path: DISCOVERY_PATH,
      root: 'discovery',
      answer: async ({ policies }, request) => discovery(policies, settings, endpointOf(open311, request)),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/services`,
      root: 'services',
      answer: async ({ policies }) => serviceList(policies, settings.lang),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/services/:id`,
      root: 'service_definition',
      answer: async ({ policies }, request) =>
        serviceDefinition(policies, serviceOf(policies, named(request)), settings.lang),
    },
    {
      method: 'POST',
      path: `${OPEN311_PATH}/requests`,
      root: 'service_requests',
      answer: async (known, request) => postRequest(open311, known, await by(request, known)),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/requests`,
      root: 'service_requests',
      answer: async (known, request) => listRequests(open311, known, await by(request, known)),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/requests/:id`,
      root: 'service_requests',
      answer: async (known, request) => readRequest(open311, known, await by(request, known), named(request)),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/tokens/:id`,
      root: 'service_requests',
      answer: async (_known, request) => readToken(open311, named(request)),
    },
    {
      method: 'GET',
      path: `${OPEN311_PATH}/servicerequestupdates`,
      root: 'service_request_updates',
      answer: async (known, request) => {
        await by(request, known);
        return listUpdates(open311, known);
      },
    },
    {
      method: 'POST',
      path: `${OPEN311_PATH}/servicerequestupdates`,
      root: 'service_request_updates',
      answer: async (known, request) => postUpdate(open311, known, await by(request, known)),
    },
  ];
}

/** As it is reached from outside, else as this request reached it. */
function endpointOf({ gateway }: Open311, { protocol, host }: FastifyRequest): string {
  return `${gateway.settings.publicUrl ?? `${protocol}://${host}`}${OPEN311_PATH}`;
}
