/**
 * What every request passes through: limits, who asks, rights, validation, the route, and one form of errors.
 * A route names its `operation`, or says that it is `open` to everybody; one that does neither is not registered.
 */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { randomUUID } from 'node:crypto';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { DoorstepError } from '../../contracts/errors';
import { isOperation, type Operation } from '../../domain/rights';
import { actRoutes } from './act/routes';
import type { Gateway } from './gateway';
import { signInRoutes } from './sign-in/routes';
import { guestDataRoutes } from './identity/guest-data';
import { guestRoutes } from './identity/guest-routes';
import { reportCodeRoutes } from './identity/report-code-routes';
import { principalName, type Principal } from './identity/principal';
import { sessionRoutes } from './identity/session-routes';
import { collectMethods } from './methods';
import { describe, DOCS_PATH, OPENAPI_PATH } from './openapi';
import { refuseConnection, sendProblem } from './problem';
import { open311Routes, refuseOpen311 } from './open311/routes';
import { directoryRoutes } from './routes/directory';
import { bulkRoutes } from './routes/bulk';
import { dutyRoutes } from './routes/duty';
import { commandRoutes } from './routes/commands';
import { eventRoutes } from './routes/events';
import { evidenceRoutes } from './routes/evidence';
import { healthRoutes } from './routes/health';
import { codecRoutes } from './codec/routes';
import { historyRoutes } from './routes/history';
import { issueRoutes } from './routes/issues';
import { metricsRoutes } from './routes/metrics';
import { noticeRoutes } from './routes/notices';
import { peopleRoutes } from './routes/people';
import { placeRoutes } from './routes/place';
import { procedureRoutes } from './routes/procedures';
import { traceRequests } from './tracing';
import { endUnusedOnStop } from './unused-connections';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;
export type Routes = (app: App, gateway: Gateway) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is done here, as docs/rights.md names it. */
    operation?: Operation;
    /** Nobody is asked who they are: health, documents, what proves itself. */
    open?: true;
  }
  interface FastifyRequest {
    principal: Principal;
  }
}

const ROUTES: readonly Routes[] = [
  healthRoutes,
  metricsRoutes,
  placeRoutes,
  directoryRoutes,
  dutyRoutes,
  procedureRoutes,
  noticeRoutes,
  sessionRoutes,
  reportCodeRoutes,
  guestRoutes,
  guestDataRoutes,
  evidenceRoutes,
  peopleRoutes,
  actRoutes,
  signInRoutes,
  open311Routes,
  issueRoutes,
  commandRoutes,
  bulkRoutes,
  historyRoutes,
  eventRoutes,
  codecRoutes,
];

/** The most that the body of a request may have. */
export const BODY_BYTES = 256 * 1024;
const REQUEST_MS = 60_000;
/** Longer than proxies keep a connection, so that none of them sends into one that is being closed. */
const KEEP_ALIVE_MS = 75_000;
const ANONYMOUS: Principal = { kind: 'anonymous' };

export async function buildApp(gateway: Gateway): Promise<App> {
  const { settings } = gateway;
  const logger: FastifyBaseLogger = gateway.log;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    connectionTimeout: 2 * REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    genReqId: () => randomUUID(),
    // Of callers' own ids only one's own are believed.
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) =>
      void (refuseOpen311(request, reply, error) ?? sendProblem(request, reply, error)),
    clientErrorHandler: refuseConnection,
    // Node's own half a minute would let a slow body live half as long again.
    http: { connectionsCheckingInterval: 5_000 },
    ajv: { customOptions: { coerceTypes: false } },
  }).withTypeProvider<ZodTypeProvider>();
  endUnusedOnStop(app);
  traceRequests(app);
  // A body that is no JSON is refused for what it is.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  const refuseUnknown = collectMethods(app);
  // Set anew for each request by the first hook: nothing may be shared between requests.
  app.decorateRequest('principal');
  app.addHook('onRoute', ({ config, url, method }) => {
    const isOurs = !url.startsWith(DOCS_PATH);
    if (isOurs && config?.operation === undefined && config?.open !== true)
      throw new Error(`${String(method)} ${url} names no operation, so nobody could be asked whether they may`);
    if (config?.operation !== undefined && !isOperation(config.operation))
      throw new Error(`${String(method)} ${url} names an operation that the table of rights does not know`);
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    request.principal = ANONYMOUS;
    if (request.routeOptions.config.operation !== undefined)
      request.principal = await gateway.access.authenticate(request);
  });
  app.addHook('onResponse', async (request, reply) => tellOf(request, reply.statusCode, reply.elapsedTime));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    hsts: settings.publicUrl?.startsWith('https:') ?? false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  refuseUnknown();
  await app.register(rateLimit, {
    global: true,
    // After it is known who asks, so that people behind one address do not spend each other's share.
    hook: 'preParsing',
    timeWindow: 60_000,
    max: ({ principal }) =>
      principal.kind === 'anonymous' ? settings.ratePerMinute.anonymous : settings.ratePerMinute.known,
    keyGenerator: ({ principal, ip }) => (principal.kind === 'anonymous' ? ip : principalName(principal)),
    allowList: ({ routeOptions }) => routeOptions.url === '/livez' || routeOptions.url === '/readyz',
    errorResponseBuilder: (_request, { after }) =>
      new DoorstepError('TOO_MANY_REQUESTS', `Too many requests; try again in ${after}.`),
  });
  await describe(app);
  for (const routes of ROUTES) routes(app, gateway);
  app.get(OPENAPI_PATH, { config: { open: true }, schema: { hide: true } }, () => app.swagger());
  return app;
}

/** By the pattern of the route: addresses hold ids, tokens and what people search for. */
function tellOf(request: FastifyRequest, status: number, elapsedMs: number): void {
  const facts = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status,
    ms: Math.round(elapsedMs * 10) / 10,
    by: principalName(request.principal ?? ANONYMOUS),
  };
  request.log[status >= 500 ? 'warn' : 'info'](facts, 'answered');
}
