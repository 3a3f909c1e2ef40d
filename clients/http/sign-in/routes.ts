/** `/sign-in`: a page for people with a local account. What it does, `/v1/session` does for programs. */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import { closeSession } from '../../../store';
import { langOfBrowser, langOfPerson, namingOf, type Naming } from '../act/naming';
import { SIGN_IN } from '../act/forms';
import { FAULTS, sendPage, show, viewOf, whoAsks } from '../act/routes';
import type { SignInFault } from '../act/view';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { sessionCookie, sessionToken } from '../identity/cookies';
import { isFromElsewhere } from '../identity/credentials';
import type { Principal } from '../identity/principal';
import { signInWith } from '../identity/sign-in';
import { signedInPage, signInPage, SIGN_OUT } from './page';

export const SIGN_IN_PATH = '/sign-in';
const BODY_BYTES = 16 * 1024;
/** Of one address, behind which there may be several people. */
const RATE_PER_MINUTE = 60;
const FAULT_STATUS: Readonly<Record<SignInFault, number>> = { wrong: 401, later: 429 };

const formSchema = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal(SIGN_IN), name: z.string().min(1).max(100), password: z.string().min(1).max(1_000) }),
  z.object({ choice: z.literal(SIGN_OUT) }),
]);
type Typed = z.output<typeof formSchema> & { readonly choice: typeof SIGN_IN };

export const signInRoutes: Routes = (app, gateway) => {
  void app.register(async (scope) => addPage(scope as unknown as FastifyInstance, gateway));
};

async function addPage(scope: FastifyInstance, gateway: Gateway): Promise<void> {
  await scope.register(formbody, { bodyLimit: BODY_BYTES });
  scope.setErrorHandler((error, request, reply) => show(gateway, request, reply, viewOf(error, request)));
  const signIn = signInWith(gateway);
  const shared = {
    url: SIGN_IN_PATH,
    config: {
      open: true as const,
      provesItself: true as const,
      rateLimit: { max: RATE_PER_MINUTE, timeWindow: 60_000 },
    },
    schema: { hide: true },
  };
  const again = (reply: FastifyReply): FastifyReply =>
    // Relative, so that it holds behind a proxy that adds a path.
    reply.code(303).header('location', SIGN_IN_PATH.slice(1)).header('referrer-policy', 'no-referrer').send();
  const enter = async (request: FastifyRequest, reply: FastifyReply, { name, password }: Typed) => {
    try {
      await signIn.enter(request, reply, await signIn.checked(request, name, password));
    } catch (error) {
      const fault = error instanceof DoorstepError ? FAULTS[error.code] : undefined;
      if (fault === undefined) throw error;
      const naming = await namingFor(gateway, request, { kind: 'anonymous' });
      return sendPage(reply.code(FAULT_STATUS[fault]), signInPage(naming, fault));
    }
    return again(reply);
  };
  scope.route({
    ...shared,
    method: 'GET',
    handler: async (request, reply) => {
      const principal = await whoAsks(gateway, request);
      return sendPage(reply, pageFor(gateway, await namingFor(gateway, request, principal), principal));
    },
  });
  scope.route({
    ...shared,
    method: 'POST',
    bodyLimit: BODY_BYTES,
    handler: async (request, reply) => {
      const form = formSchema.safeParse(request.body);
      if (!form.success || isFromElsewhere(request)) return show(gateway, request, reply, { kind: 'malformed' });
      if (form.data.choice === SIGN_IN) return enter(request, reply, form.data);
      await leave(gateway, request, reply);
      return again(reply);
    },
  });
}

async function leave({ database, identity }: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = sessionToken(request, identity.publicOrigin);
  if (token !== undefined) await closeSession(database, token);
  void reply.header('set-cookie', sessionCookie('', 0, identity.publicOrigin));
}

/** Whoever comes with a key or a token has no session to show. */
function pageFor({ identity }: Gateway, naming: Naming, principal: Principal): string {
  const isIn = (principal.kind === 'person' || principal.kind === 'operator') && principal.via === 'session';
  if (!isIn) return signInPage(naming);
  return signedInPage(naming, principal.kind === 'person' ? principal.id : undefined, identity.temporalUiOrigin);
}

async function namingFor({ place }: Gateway, request: FastifyRequest, principal: Principal): Promise<Naming> {
  const policies = await place.at(Date.now());
  const lang =
    principal.kind === 'person'
      ? langOfPerson(policies, principal.id)
      : langOfBrowser(request.headers['accept-language']);
  return namingOf(policies, lang);
}
