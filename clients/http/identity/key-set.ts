/** The public keys of one issuer: fetched when needed, exchanged as the issuer exchanges them, and kept while it is away. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import type { Span } from '../../../domain';

export interface KeySetTimes {
  /** A fetch that takes longer has failed. */
  readonly fetchMs: Span;
  /** Keys are fetched anew after this. */
  readonly freshMs: Span;
  /** A key that is not known lets them be fetched at most so often. */
  readonly cooldownMs: Span;
  /** After a failure nobody waits for the issuer for so long. */
  readonly restMs: Span;
  /** While the issuer is away, keys that it published are believed for so long. */
  readonly staleMs: Span;
}

export const KEY_SET_TIMES: KeySetTimes = {
  fetchMs: 3_000,
  freshMs: 600_000,
  cooldownMs: 30_000,
  restMs: 5_000,
  staleMs: 3_600_000,
};

const LARGEST_BYTES = 256 * 1024;
const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Throws ISSUER_AWAY when the keys can't be had, and what jose throws for a key that is not among them. */
export function keySet(
  { issuer, jwks }: { readonly issuer: string; readonly jwks?: string | undefined },
  times: KeySetTimes = KEY_SET_TIMES,
): JWTVerifyGetKey {
  let restsUntilMs = 0;
  let believedUntilMs = 0;
  let remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  const fetchBounded = boundedFetch(() => Date.now() < restsUntilMs);
  const open = async () =>
    (remote ??= createRemoteJWKSet(new URL(jwks ?? (await discover(issuer, fetchBounded, times))), {
      timeoutDuration: times.fetchMs,
      cooldownDuration: times.cooldownMs,
      cacheMaxAge: times.freshMs,
      [customFetch]: fetchBounded,
    }));
  return async (header, token) => {
    try {
      const key = await (await open())(header, token);
      believedUntilMs = Date.now() + times.staleMs;
      return key;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!(error instanceof Resting)) restsUntilMs = Date.now() + times.restMs;
      const away = new DoorstepError('ISSUER_AWAY', `The keys of ${new URL(issuer).host} can’t be fetched.`, {
        cause: error,
      });
      const published = remote?.jwks();
      if (published === undefined || believedUntilMs < Date.now()) throw away;
      // A key that nobody has seen may be a new one of the issuer: that can't be told while it is away.
      return createLocalJWKSet(published)(header, token).catch((unknown: unknown) => {
        throw unknown instanceof errors.JWKSNoMatchingKey ? away : unknown;
      });
    }
  };
}

/** Everything but an answer about the key itself. */
const isAway = (error: unknown): boolean =>
  !(error instanceof errors.JWKSNoMatchingKey) &&
  !(error instanceof errors.JWKSMultipleMatchingKeys) &&
  !(error instanceof errors.JOSENotSupported);

class Resting extends Error {}

/** Reads no more than a key set can be, follows nowhere, and asks nobody who has failed a moment ago. */
const boundedFetch =
  (isResting: () => boolean): FetchImplementation =>
  async (url, options) => {
    if (isResting()) throw new Resting('The issuer failed a moment ago.');
    const response = await fetch(url, options);
    if (response.status !== 200) throw new Error(`The issuer answered ${response.status}.`);
    return new Response(await boundedText(response), { status: 200 });
  };

async function boundedText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > LARGEST_BYTES) throw new Error('The issuer sends without end.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** OpenID Connect Discovery 1.0: the document has to name the issuer that was asked for. */
async function discover(issuer: string, fetchBounded: FetchImplementation, { fetchMs }: KeySetTimes): Promise<string> {
  const response = await fetchBounded(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: new Headers({ accept: 'application/json' }),
    method: 'GET',
    redirect: 'manual',
    signal: AbortSignal.timeout(fetchMs),
  });
  const found = discoverySchema.parse(await response.json());
  if (found.issuer !== issuer) throw new Error('The discovered document is of another issuer.');
  return found.jwks_uri;
}
