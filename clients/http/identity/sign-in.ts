/** Signing in with a name and a password, wherever they were typed: the same waits, the same record, the same session. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import {
  accountName,
  addressNames,
  attempt,
  checkAccount,
  closeSession,
  logAccess,
  openSession,
  succeeded,
  type Access as Entry,
  type LocalAccount,
} from '../../../store';
import type { Gateway } from '../gateway';
import { sessionCookie, sessionToken } from './cookies';

export interface SignIn {
  /** Throws SIGN_IN_LATER, SIGN_IN_FAILED and BUSY. @param name as it was typed; what can be no name is one that does not exist */
  readonly checked: (request: FastifyRequest, name: string, password: string) => Promise<LocalAccount>;
  /** A new session in place of the one that was there. */
  readonly enter: (request: FastifyRequest, reply: FastifyReply, account: LocalAccount) => Promise<SignedIn>;
  /** The session is over, where there is one, and its cookie is taken away. */
  readonly leave: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

export interface SignedIn {
  readonly account: string;
  readonly person: string | null;
  readonly isOperator: boolean;
  readonly expiresAtMs: number;
}

export function signInWith({ database, identity, place }: Pick<Gateway, 'database' | 'identity' | 'place'>): SignIn {
  const { publicOrigin } = identity;
  const nameOfAddress = addressNames(database);
  return {
    checked: async (request, typed, password) => {
      const name = accountName(typed) ?? '-';
      const guess = { account: name, address: await nameOfAddress(request.ip) };
      const waitS = await attempt(database, guess);
      if (waitS > 0) {
        await logAccess(database, [entryOf(request, 'anonymous', 'failed', 'too-many-attempts')]);
        throw new DoorstepError('SIGN_IN_LATER', `Too many attempts failed; try again in ${waitS} s.`, {
          details: { retryAfterS: waitS },
        });
      }
      const account = await checkAccount(database, name, password);
      const isThere =
        account !== undefined &&
        (account.person === null || (await place.at(Date.now())).directory.people.has(account.person));
      if (!isThere) {
        await logAccess(database, [entryOf(request, 'anonymous', 'failed', 'wrong-password')]);
        throw new DoorstepError('SIGN_IN_FAILED', 'The name or the password is wrong, or the account may not sign in.');
      }
      await succeeded(database, guess);
      return account;
    },
    enter: async (request, reply, account) => {
      const former = sessionToken(request, publicOrigin);
      const { token, expiresAtMs } = await openSession(database, account.name, identity.sessions, former);
      await logAccess(database, [entryOf(request, `account:${account.name}`, 'changed', 'signed-in')]);
      void reply
        .header('set-cookie', sessionCookie(token, expiresAtMs, publicOrigin))
        .header('cache-control', 'no-store');
      return { account: account.name, person: account.person, isOperator: account.isOperator, expiresAtMs };
    },
    leave: async (request, reply) => {
      const token = sessionToken(request, publicOrigin);
      if (token !== undefined) await closeSession(database, token);
      void reply.header('set-cookie', sessionCookie('', 0, publicOrigin));
    },
  };
}

const entryOf = (request: FastifyRequest, who: string, outcome: Entry['outcome'], reason: string): Entry => ({
  who,
  operation: 'session.open',
  subject: null,
  outcome,
  reason,
  requestId: request.id,
});
