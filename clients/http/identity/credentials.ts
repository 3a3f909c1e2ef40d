/** From what a request brings to who it is. */
import type { FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { Directory } from '../../../domain/directory/directory';
import type { PersonId, UnitId } from '../../../domain';
import { SCOPES } from '../../../domain/rights';
import { findKey, findSession, findTracked, type ApiKey, type Database } from '../../../store';
import { checkOrigin, checkSameSite, sessionToken } from './cookies';
import type { KeyLimits, Principal } from './principal';
import { Refused } from './refusal';
import type { IdentitySettings } from './settings';
import { looksLikeToken, type ReadToken } from './tokens';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A form without scripts, which can't send the header of a request that is meant; what it carries can't be guessed. */
    provesItself?: true;
    /** Asked by pages of Temporal's web UI, which can't send that header either; their origin is known. */
    forTemporalUi?: true;
  }
}

export interface Credentials {
  readonly database: Database;
  readonly settings: IdentitySettings;
  readonly readToken: ReadToken;
  /** As it holds now. */
  readonly directory: () => Promise<Directory>;
}

/** Anonymous when there are none. Throws Refused, CROSS_SITE_REQUEST and ISSUER_AWAY. A header goes before a cookie. */
export async function principalOf(from: Credentials, request: FastifyRequest): Promise<Principal> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return byHeader(from, authorization);
  const token = sessionToken(request, from.settings.publicOrigin);
  return token === undefined ? { kind: 'anonymous' } : bySession(from, request, token);
}

async function byHeader(from: Credentials, header: string): Promise<Principal> {
  const [, scheme = '', value = ''] = /^([A-Za-z]+) +(\S.{0,8191})$/.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return looksLikeToken(value) ? byToken(from, value) : byKey(from, value);
    case 'tracking':
      return byCode(from, value);
    default:
      throw new Refused('scheme-unknown');
  }
}

async function byKey(from: Credentials, text: string): Promise<Principal> {
  const key = await findKey(from.database, text);
  if (key === undefined) throw new Refused('key-unknown');
  const limits = limitsOf(key);
  if (key.person === null) return { kind: 'service', actsFor: key.actsFor, ...limits };
  return { kind: 'person', id: await present(from, key.person), via: 'key', key: limits };
}

const limitsOf = ({ id, scopes, units }: ApiKey): KeyLimits => ({
  id,
  scopes: SCOPES.filter((scope) => scopes.includes(scope)),
  ...(units === null ? {} : { units: units as readonly UnitId[] }),
});

async function byToken(from: Credentials, token: string): Promise<Principal> {
  const { person, isOperator } = await from.readToken(token);
  const isThere = (await from.directory()).people.has(person);
  if (!isThere && isOperator) return { kind: 'operator', id: person, via: 'token' };
  return { kind: 'person', id: await present(from, person), via: 'token', ...(isOperator ? { isOperator } : {}) };
}

async function bySession(from: Credentials, request: FastifyRequest, token: string): Promise<Principal> {
  const session = await findSession(from.database, token, from.settings.sessions);
  if (session === undefined) throw new Refused('session-over');
  const { provesItself, forTemporalUi } = request.routeOptions.config;
  if (provesItself === true) checkForm(request);
  else if (forTemporalUi === true) checkOrigin(request, from.settings.temporalUiOrigin);
  else checkSameSite(request, from.settings.publicOrigin);
  const { person, name, isOperator } = session.account;
  if (person === null) return { kind: 'operator', id: name, via: 'session' };
  return { kind: 'person', id: await present(from, person), via: 'session', ...(isOperator ? { isOperator } : {}) };
}

/** Of a form that says where it comes from. Its origin browsers hide where the page sends no `Referer`; this they still say. */
export function isFromElsewhere({ method, headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none';
}

function checkForm(request: FastifyRequest): void {
  if (isFromElsewhere(request))
    throw new DoorstepError(
      'CROSS_SITE_REQUEST',
      'It came from another site, and the cookie of a session does not count then.',
    );
}

async function byCode({ database }: Credentials, text: string): Promise<Principal> {
  const tracked = await findTracked(database, text);
  if (tracked === undefined) throw new Refused('code-unknown');
  return { kind: 'tracker', issue: tracked.issue, id: tracked.reporter };
}

/** Whoever has left is nobody any more, whatever they still hold in hand. */
async function present({ directory }: Credentials, person: string): Promise<PersonId> {
  const found = (await directory()).people.get(person);
  if (found === undefined) throw new Refused('person-unknown');
  return found.id;
}
