/** What pages for people have in common: forms, errors that are pages themselves, who asks, and signing in on the way. */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../../contracts/error-codes';
import { DoorstepError } from '../../../contracts/errors';
import { PASSES } from '../../sdk/reading/from-database';
import type { App } from '../app';
import type { Gateway } from '../gateway';
import type { Principal } from '../identity/principal';
import type { SignIn } from '../identity/sign-in';
import { SIGN_IN } from './forms';
import { langOfBrowser, langOfPerson, namingOf } from './naming';
import { pageOf } from './page';
import { POLICY } from './style';
import { statusOf, type SignInFault, type View } from './view';

/** Requests a minute of one address; nobody opens more pages than this, and several people may share one. */
const RATE_PER_MINUTE = 60;
const RETRY_AFTER_S = 5;

/** What a form that signs in sends. */
export const signInSchema = z.object({
  choice: z.literal(SIGN_IN),
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(1_000),
});
export type Typed = z.output<typeof signInSchema>;

export interface PageHandlers {
  readonly url: string;
  /** What a form may have. */
  readonly bodyLimit: number;
  readonly get: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  readonly post: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** A page and its forms at one address, which is open to everybody: whoever asks proves who they are, or is nobody. */
export function addPage(app: App, gateway: Gateway, { url, bodyLimit, get, post }: PageHandlers): void {
  void app.register(async (typed) => {
    const scope = typed as unknown as FastifyInstance;
    await scope.register(formbody, { bodyLimit });
    scope.setErrorHandler((error, request, reply) => show(gateway, request, reply, viewOf(error, request)));
    const shared = {
      url,
      config: { open: true, provesItself: true, rateLimit: { max: RATE_PER_MINUTE, timeWindow: 60_000 } },
      schema: { hide: true },
    } as const;
    scope.route({ ...shared, method: 'GET', handler: get });
    scope.route({ ...shared, method: 'POST', bodyLimit, handler: post });
  });
}

/** Relative, so that it holds behind a proxy that adds a path. */
export const goTo = (reply: FastifyReply, location: string): FastifyReply =>
  reply.code(303).header('location', location).header('referrer-policy', 'no-referrer').send();

const FAULTS: Readonly<Partial<Record<ErrorCode, SignInFault>>> = {
  SIGN_IN_FAILED: 'wrong',
  SIGN_IN_LATER: 'later',
};

/** Signs in; gives back why it could not where whoever typed is to be asked again. */
export async function trySignIn(
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, password }: Typed,
): Promise<SignInFault | undefined> {
  try {
    await signIn.enter(request, reply, await signIn.checked(request, name, password));
    return undefined;
  } catch (error) {
    const fault = error instanceof DoorstepError ? FAULTS[error.code] : undefined;
    if (fault === undefined) throw error;
    return fault;
  }
}

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
function viewOf(error: unknown, request: FastifyRequest): View {
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
