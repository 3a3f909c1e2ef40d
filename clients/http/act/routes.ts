/** `/act/<token>`: the pages behind the links of notices. The token is in no log, no header that others get, and no cache. */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import type { Principal } from '../identity/principal';
import { answer, look } from './answer';
import { langOfBrowser, langOfPerson, namingOf } from './naming';
import { pageOf } from './page';
import { POLICY } from './style';
import { statusOf, type View } from './view';

/** Requests a minute of one address; nobody opens more links than this, and several people may share one. */
const RATE_PER_MINUTE = 60;
/** Twice the longest words, each of whose characters may take nine bytes in a form. */
const BODY_BYTES = 64 * 1024;
const RETRY_AFTER_S = 5;

const tokenSchema = z.object({ token: z.string() });
const formSchema = z.object({ choice: z.string(), words: z.string().default('') });

export const actRoutes: Routes = (app, gateway) => {
  void app.register(async (scope) => addPages(scope as unknown as FastifyInstance, gateway));
};

async function addPages(scope: FastifyInstance, gateway: Gateway): Promise<void> {
  await scope.register(formbody, { bodyLimit: BODY_BYTES });
  scope.setErrorHandler((error, request, reply) => show(gateway, request, reply, viewOf(error, request)));
  const shared = {
    url: '/act/:token',
    // The link proves itself: who has it may look, and what it is good for is asked of it.
    config: { open: true as const, rateLimit: { max: RATE_PER_MINUTE, timeWindow: 60_000 } },
    schema: { hide: true },
  };
  scope.route({
    ...shared,
    method: 'GET',
    handler: async (request, reply) => {
      const { token } = tokenSchema.parse(request.params);
      return show(gateway, request, reply, await look(gateway, token, await whoAsks(gateway, request)));
    },
  });
  scope.route({
    ...shared,
    method: 'POST',
    bodyLimit: BODY_BYTES,
    handler: async (request, reply) => {
      const { token } = tokenSchema.parse(request.params);
      const form = formSchema.safeParse(request.body);
      const view: View = form.success
        ? await answer(gateway, token, form.data, await whoAsks(gateway, request))
        : { kind: 'malformed' };
      return show(gateway, request, reply, view);
    },
  });
}

/** A session that is over is nobody's: the link still says whose it is. */
const whoAsks = ({ access }: Gateway, request: FastifyRequest): Promise<Principal> =>
  access.authenticate(request).catch((error: unknown): Principal => {
    if (error instanceof DoorstepError && error.code === 'UNAUTHENTICATED') return { kind: 'anonymous' };
    throw error;
  });

async function show(
  { place }: Gateway,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
): Promise<FastifyReply> {
  const policies = await place.at(Date.now());
  const lang =
    'link' in view ? langOfPerson(policies, view.link.recipient) : langOfBrowser(request.headers['accept-language']);
  const method = request.method === 'POST' ? 'POST' : 'GET';
  if (view.kind === 'away') void reply.header('retry-after', String(RETRY_AFTER_S));
  return reply
    .code(statusOf(view, method))
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-security-policy', POLICY)
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(pageOf(view, namingOf(policies, lang)));
}

/** Never what the error says: it may repeat what was sent. */
function viewOf(error: unknown, request: FastifyRequest): View {
  const { code, statusCode } = error as { readonly code?: string; readonly statusCode?: number };
  if (code === 'TOO_MANY_REQUESTS' || statusCode === 429) return { kind: 'too-many' };
  if (code === 'ISSUE_UNKNOWN') return { kind: 'unknown' };
  if (code === 'SERVER_AWAY' || code === 'NO_ANSWER' || isOfServer(code)) return away(error, request);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { kind: 'malformed' };
  request.log.error({ err: error }, 'a link could not be shown');
  return { kind: 'failed' };
}

/** PostgreSQL is shutting down or starting, or nobody listens. */
const isOfServer = (code: string | undefined): boolean =>
  code !== undefined && /^(08|53|57P)|^E(CONN|PIPE|HOSTUNREACH|NETUNREACH|TIMEDOUT)/.test(code);

function away(error: unknown, request: FastifyRequest): View {
  request.log.warn({ err: error }, 'a link could not be shown: a server does not answer');
  return { kind: 'away' };
}
