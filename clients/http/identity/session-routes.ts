/** Signing in with an account, who one is, signing out, and a new password. */
import { z } from 'zod';
import { keptText } from '../../../contracts/values';
import { findSession, setPassword } from '../../../store';
import type { Routes } from '../app';
import { allow, instantSchema, problems } from '../routes/answers';
import { checkSameSite, sessionToken } from './cookies';
import type { Principal } from './principal';
import { signInFirst } from './refusal';
import { signInWith } from './sign-in';

const password = keptText(1_000, 1);
const signedIn = z
  .object({
    account: z.string(),
    person: z.string().nullable().describe('Null for an operator who is nobody of the directory.'),
    isOperator: z.boolean(),
    expiresAtMs: instantSchema.describe('When the session ends, however much it is used.'),
  })
  .meta({ id: 'SignedIn' });
const whoever = z
  .object({
    kind: z.enum(['person', 'operator']),
    id: z.string(),
    via: z.enum(['token', 'session', 'key']),
    isOperator: z.boolean(),
  })
  .meta({ id: 'Whoever' });

export const sessionRoutes: Routes = (app, gateway) => {
  const { database, identity } = gateway;
  const { publicOrigin } = identity;
  const { checked, enter, leave } = signInWith(gateway);

  app.route({
    method: 'POST',
    url: '/v1/session',
    config: { open: true },
    schema: {
      tags: ['session'],
      summary: 'Sign in with an account: the answer sets the cookie of a session',
      description:
        'Needs the header `Doorstep-Request: 1`. Failed attempts make the next ones wait, for names that do not exist as well.',
      security: [],
      body: z.strictObject({ name: keptText(100, 1), password }),
      response: { 200: signedIn, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => {
      checkSameSite(request, publicOrigin);
      const { body } = request;
      return enter(request, reply, await checked(request, body.name, body.password));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/session',
    config: { operation: 'session.read' },
    schema: { tags: ['session'], summary: 'Who one is', response: { 200: whoever, ...problems() } },
    handler: async (request, reply) => {
      await allow(gateway, request);
      void reply.header('cache-control', 'no-store');
      return whoeverOf(request.principal);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/session',
    config: { operation: 'session.close' },
    schema: {
      tags: ['session'],
      summary: 'Sign out: the session is over and its cookie is taken away',
      response: { 204: z.null(), ...problems() },
    },
    handler: async (request, reply) => {
      await allow(gateway, request);
      await leave(request, reply);
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/session/password',
    config: { operation: 'password.change' },
    schema: {
      tags: ['session'],
      summary: 'A new password for one’s own account; all its sessions end, and this one begins anew',
      body: z.strictObject({ current: password, next: password }),
      response: { 200: signedIn, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => {
      await allow(gateway, request);
      const token = sessionToken(request, publicOrigin);
      const session = token === undefined ? undefined : await findSession(database, token, identity.sessions);
      if (session === undefined) throw signInFirst();
      const account = await checked(request, session.account.name, request.body.current);
      await setPassword(database, account.name, request.body.next);
      return enter(request, reply, account);
    },
  });
};

function whoeverOf(principal: Principal): z.input<typeof whoever> {
  // The table lets nobody else in.
  if (principal.kind !== 'person' && principal.kind !== 'operator') throw signInFirst();
  const { kind, id, via } = principal;
  return { kind, id, via, isOperator: kind === 'operator' || principal.isOperator === true };
}
