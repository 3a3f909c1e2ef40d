/** Tokens of identity providers (RFC 9068, OpenID Connect): who they name, if everything about them is right. */
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { isId, type PersonId } from '../../../domain';
import { KEY_SET_TIMES, keySet, type KeySetTimes } from './key-set';
import { Refused } from './refusal';
import type { IssuerSettings } from './settings';

export interface Named {
  readonly person: PersonId;
  readonly isOperator: boolean;
}

export type ReadToken = (token: string) => Promise<Named>;

/** Clocks of two machines differ by less. */
const LEEWAY_S = 30;
const LONGEST = 8_192;

/** Three parts of base64url: what is meant to be a token of somebody else's making. */
export const looksLikeToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

/** Throws Refused, and ISSUER_AWAY when its keys can't be had. Whether the directory knows the person is asked elsewhere. */
export function tokenReader(issuers: readonly IssuerSettings[], times: KeySetTimes = KEY_SET_TIMES): ReadToken {
  const known = new Map(issuers.map((settings) => [settings.issuer, { settings, keys: keySet(settings, times) }]));
  return async (token) => {
    const { iss } = looseClaims(token);
    const issuer = iss === undefined ? undefined : known.get(iss);
    if (issuer === undefined) throw new Refused('issuer-unknown');
    const { settings, keys } = issuer;
    checkType(token, settings.types);
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: settings.algorithms,
      clockTolerance: LEEWAY_S,
      requiredClaims: ['exp', settings.personClaim],
    }).catch(asRefused);
    return namedBy(payload, settings);
  };
}

/** Not believed yet: only to know whose keys to ask for. */
function looseClaims(token: string): JWTPayload {
  if (token.length > LONGEST) throw new Refused('token-malformed');
  try {
    return decodeJwt(token);
  } catch {
    throw new Refused('token-malformed');
  }
}

/** `application/` may be left out, and case is free (RFC 7515, 4.1.9). A header without a type is of an unknown one. */
function checkType(token: string, types: readonly string[]): void {
  const typ = headerOf(token)
    .typ?.toLowerCase()
    .replace(/^application\//, '');
  if (typ === undefined || !types.some((known) => known.toLowerCase() === typ)) throw new Refused('token-refused');
}

function headerOf(token: string): { readonly typ?: string } {
  try {
    const { typ } = decodeProtectedHeader(token);
    return typeof typ === 'string' ? { typ } : {};
  } catch {
    throw new Refused('token-malformed');
  }
}

function asRefused(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new Refused('token-expired');
  if (error instanceof errors.JOSEError) throw new Refused('token-refused');
  throw error;
}

function namedBy(payload: JWTPayload, { personClaim, operator }: IssuerSettings): Named {
  const person = payload[personClaim];
  if (!isId(person)) throw new Refused('person-unknown');
  const claimed = operator === undefined ? undefined : payload[operator.claim];
  const isOperator =
    operator !== undefined &&
    (Array.isArray(claimed) ? claimed.some((one) => one === operator.value) : claimed === operator.value);
  return { person: person as PersonId, isOperator };
}
