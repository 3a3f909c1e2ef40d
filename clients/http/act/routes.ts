/** `/act/<token>`: the pages behind the links of notices. The token is in no log, no header that others get, and no cache. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { isFromElsewhere } from '../identity/credentials';
import { signInWith, type SignIn } from '../identity/sign-in';
import { answer, look } from './answer';
import { addPage, goTo, show, signInSchema, trySignIn, whoAsks, type Typed } from './pages';
import type { View } from './view';

/** Twice the longest words, each of whose characters may take nine bytes in a form. */
const BODY_BYTES = 64 * 1024;

const tokenSchema = z.object({ token: z.string() });
const formSchema = z.object({ choice: z.string(), words: z.string().default('') });

export const actRoutes: Routes = (app, gateway) => {
  const signIn = signInWith(gateway);
  addPage(app, gateway, {
    // The link proves itself: who has it may look, and what it is good for is asked of it.
    url: '/act/:token',
    bodyLimit: BODY_BYTES,
    get: async (request, reply) => {
      const { token } = tokenSchema.parse(request.params);
      return show(gateway, request, reply, await look(gateway, token, await whoAsks(gateway, request)));
    },
    post: async (request, reply) => {
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
};

/** Then the page again, as whoever signed in sees it. Only where the page asks for it. */
async function signInFor(
  gateway: Gateway,
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
): Promise<FastifyReply> {
  const { token } = tokenSchema.parse(request.params);
  const view = await look(gateway, token, await whoAsks(gateway, request));
  if (view.kind !== 'sign-in' && view.kind !== 'somebody-else') return show(gateway, request, reply, view);
  if (isFromElsewhere(request)) return show(gateway, request, reply, { kind: 'malformed' });
  const fault = await trySignIn(signIn, request, reply, typed);
  return fault === undefined ? goTo(reply, token) : show(gateway, request, reply, { ...view, fault });
}
