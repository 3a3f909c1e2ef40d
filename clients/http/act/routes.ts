/** `/act/<token>`: the pages behind the links of notices. The token is in no log, no header that others get, and no cache. */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../../contracts/error-codes';
import { DoorstepError } from '../../../contracts/errors';
import { PASSES } from '../../sdk/reading/from-database';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { isFromElsewhere } from '../identity/credentials';
import type { Principal } from '../identity/principal';
import { signInWith, type SignIn } from '../identity/sign-in';
import { answer, look } from './answer';
import { langOfBrowser, langOfPerson, namingOf } from './naming';
import { SIGN_IN } from './forms';
import { pageOf } from './page';
import { POLICY } from './style';
import { statusOf, type SignInFault, type View } from './view';

/** Requests a minute of one address; nobody opens more links than this, and several people may share one. */
const RATE_PER_MINUTE = 60;
/** Twice the longest words, each of whose characters may take nine bytes in a form. */
const BODY_BYTES = 64 * 1024;
const RETRY_AFTER_S = 5;

const tokenSchema = z.object({ token: z.string() });
const formSchema = z.object({ choice: z.string(), words: z.string().default('') });
const signInSchema = z.object({
  choice: z.literal(SIGN_IN),
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(1_000),
});

export const actRoutes: Routes = (app, gateway) => {
  void app.register(async (scope) => addPages(scope as unknown as FastifyInstance, gateway));
};

async function addPages(scope: FastifyInstance, gateway: Gateway): Promise<void> {
  await scope.register(formbody, { bodyLimit: BODY_BYTES });
  const signIn = signInWith(gateway);
  scope.setErrorHandler((error, request, reply) => show(gateway, request, reply, viewOf(error, request)));
  const shared = {
    url: '/act/:token',
    // The link proves itself: who has it may look, and what it is good for is asked of it.
    config: {
      open: true as const,
      provesItself: true as const,
      rateLimit: { max: RATE_PER_MINUTE, timeWindow: 60_000 },
    },
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
      const typed = signInSchema.safeParse(request.body);
      if (typed.success) return signInFor(gateway, signIn, request, reply, typed.data);
      const form = formSchema.safeParse(request.body);
      const view: View = form.success
        ? await answer(gateway, token, form.data, await whoAsks(gateway, request))
        : { kind: 'malformed' };
      return show(gateway, request, reply, view);
    },
  });
}

/** Then the page again, as whoever signed in sees it. Only where the page asks for it. */
async function signInFor(
  gateway: Gateway,
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, password }: z.output<typeof signInSchema>,
): Promise<FastifyReply> {
  const { token } = tokenSchema.parse(request.params);
  const view = await look(gateway, token, await whoAsks(gateway, request));
  if (view.kind !== 'sign-in' && view.kind !== 'somebody-else') return show(gateway, request, reply, view);
  if (isFromElsewhere(request)) return show(gateway, request, reply, { kind: 'malformed' });
  try {
    await signIn.enter(request, reply, await signIn.checked(request, name, password));
  } catch (error) {
    const fault = error instanceof DoorstepError ? FAULTS[error.code] : undefined;
    if (fault === undefined) throw error;
    return show(gateway, request, reply, { ...view, fault });
  }
  // Relative, so that it holds behind a proxy that adds a path.
  return reply.code(303).header('location', token).header('referrer-policy', 'no-referrer').send();
}

export const FAULTS: Readonly<Partial<Record<ErrorCode, SignInFault>>> = {
  SIGN_IN_FAILED: 'wrong',
  SIGN_IN_LATER: 'later',
};

/** A session that is over is nobody's, nor is one that another site would use: the link still says whose it is. */
export const whoAsks = ({ access }: Gateway, request: FastifyRequest): Promise<Principal> =>
  access.authenticate(request).catch((error: unknown): Principal => {
    if (error instanceof DoorstepError && (error.code === 'UNAUTHENTICATED' || error.code === 'CROSS_SITE_REQUEST'))
      return { kind: 'anonymous' };
    throw error;
  });

export async function show(
  { place }: Pick<Gateway, 'place'>,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
): Promise<FastifyReply> {
  const policies = await place.at(Date.now());
  const reader = 'link' in view ? view.link.recipient : 'person' in view ? view.person : undefined;
  const lang =
    reader === undefined ? langOfBrowser(request.headers['accept-language']) : langOfPerson(policies, reader);
  const method = request.method === 'POST' ? 'POST' : 'GET';
  if (view.kind === 'away') void reply.header('retry-after', String(RETRY_AFTER_S));
  return sendPage(reply.code(statusOf(view, method)), pageOf(view, namingOf(policies, lang)));
}

/** What is in it is one person's: it is kept by nobody and found by no search engine. */
export const sendPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-security-policy', POLICY)
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(page);

/** Never what the error says: it may repeat what was sent. */
export function viewOf(error: unknown, request: FastifyRequest): View {
  const { code, statusCode } = error as { readonly code?: string; readonly statusCode?: number };
  if (code === 'TOO_MANY_REQUESTS' || statusCode === 429) return { kind: 'too-many' };
  if (code === 'ISSUE_UNKNOWN') return { kind: 'unknown' };
  if (code === 'SERVER_AWAY' || code === 'NO_ANSWER' || code === 'BUSY' || PASSES.test(code ?? ''))
    return away(error, request);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { kind: 'malformed' };
  request.log.error({ err: error }, 'a page could not be shown');
  return { kind: 'failed' };
}

function away(error: unknown, request: FastifyRequest): View {
  request.log.warn({ err: error }, 'a page could not be shown: a server does not answer');
  return { kind: 'away' };
}
