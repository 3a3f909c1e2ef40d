/** `/sign-in`: a page for people with a local account. What it does, `/v1/session` does for programs. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SIGN_IN } from '../act/forms';
import { langOfBrowser, langOfPerson, namingOf, type Naming } from '../act/naming';
import { addPage, goTo, sendPage, show, signInSchema, trySignIn, whoAsks, type Typed } from '../act/pages';
import type { SignInFault } from '../act/view';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { isFromElsewhere } from '../identity/credentials';
import type { Principal } from '../identity/principal';
import { signInWith } from '../identity/sign-in';
import { signedInPage, signInPage, SIGN_OUT } from './page';

const SIGN_IN_PATH = '/sign-in';
const BODY_BYTES = 16 * 1024;
const FAULT_STATUS: Readonly<Record<SignInFault, number>> = { wrong: 401, later: 429 };

const formSchema = z.discriminatedUnion('choice', [signInSchema, z.object({ choice: z.literal(SIGN_OUT) })]);

export const signInRoutes: Routes = (app, gateway) => {
  const signIn = signInWith(gateway);
  const again = (reply: FastifyReply): FastifyReply => goTo(reply, SIGN_IN_PATH.slice(1));
  const enter = async (request: FastifyRequest, reply: FastifyReply, typed: Typed): Promise<FastifyReply> => {
    const fault = await trySignIn(signIn, request, reply, typed);
    if (fault === undefined) return again(reply);
    const naming = await namingFor(gateway, request, { kind: 'anonymous' });
    return sendPage(reply.code(FAULT_STATUS[fault]), signInPage(naming, fault));
  };
  addPage(app, gateway, {
    url: SIGN_IN_PATH,
    bodyLimit: BODY_BYTES,
    get: async (request, reply) => {
      const principal = await whoAsks(gateway, request);
      return sendPage(reply, pageFor(gateway, await namingFor(gateway, request, principal), principal));
    },
    post: async (request, reply) => {
      const form = formSchema.safeParse(request.body);
      if (!form.success || isFromElsewhere(request)) return show(gateway, request, reply, { kind: 'malformed' });
      if (form.data.choice === SIGN_IN) return enter(request, reply, form.data);
      await signIn.leave(request, reply);
      return again(reply);
    },
  });
};

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
