/** The cookie of a session, and what keeps other sites from using it. */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { Instant } from '../../../domain';

/** `__Host-` makes browsers refuse it from other hosts and without TLS; on http of one machine they would refuse it at all. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-doorstep' : 'doorstep');

export const isSecure = (publicOrigin: string | undefined): boolean => publicOrigin?.startsWith('https:') ?? false;

/** Undefined without one, and for what can't be one. */
export function sessionToken({ headers }: FastifyRequest, publicOrigin: string | undefined): string | undefined {
  if (headers.cookie === undefined || headers.cookie.length > 8_192) return undefined;
  const token = parseCookie(headers.cookie)[cookieName(isSecure(publicOrigin))];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** @param expiresAtMs in the past to take it away */
export const sessionCookie = (token: string, expiresAtMs: Instant, publicOrigin: string | undefined): string =>
  stringifySetCookie({
    name: cookieName(isSecure(publicOrigin)),
    value: token,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(publicOrigin),
    expires: new Date(expiresAtMs),
  });

/** A page of this site sends it with everything; another site can't, without being asked first and refused. */
export const MEANT_HEADER = 'doorstep-request';
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Throws CROSS_SITE_REQUEST for a request that changes something and may come from a page of another site. */
export function checkSameSite(request: FastifyRequest, publicOrigin: string | undefined): void {
  if (READING.has(request.method)) return;
  const { origin, [MEANT_HEADER]: meant, 'sec-fetch-site': site } = request.headers;
  if (meant !== '1') throw crossSite(`The header ${MEANT_HEADER} is missing`);
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite('It came from another site');
  if (origin !== undefined && origin !== (publicOrigin ?? `${request.protocol}://${request.host}`))
    throw crossSite('It came from another origin');
}

/** The same for pages of another site of ours: browsers say truly where a page comes from that asks by script. */
export function checkOrigin({ headers: { origin } }: FastifyRequest, known: string | undefined): void {
  if (known === undefined || origin !== known) throw crossSite('It came from an origin that is not known here');
}

const crossSite = (why: string): DoorstepError =>
  new DoorstepError('CROSS_SITE_REQUEST', `${why}, and the cookie of a session does not count then.`);
