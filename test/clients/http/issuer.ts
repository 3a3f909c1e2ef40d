/** An identity provider for tests: a real HTTP server that publishes keys, exchanges them, goes away and talks nonsense. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

interface Pair {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export const AUDIENCE = 'doorstep';

export class Issuer {
  /** How often its keys were asked for. */
  fetched = 0;
  private published: Pair[] = [];
  private answers: ((response: ServerResponse) => void) | undefined;
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Issuer> {
    const server = createServer((request, response) => issuer.serve(request.url ?? '', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = new Issuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await issuer.rotate('k1');
    return issuer;
  }

  get jwks(): string {
    return `${this.url}/keys`;
  }

  /** From now on it publishes this key only. */
  async rotate(kid: string, alg = 'ES256'): Promise<Pair> {
    const pair = await makePair(kid, alg);
    this.published = [pair];
    return pair;
  }

  get key(): Pair {
    return this.published[0]!;
  }

  /** undefined: as usual again. */
  misbehave(answer: ((response: ServerResponse) => void) | undefined): void {
    this.answers = answer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(path: string, response: ServerResponse): void {
    if (path === '/keys') this.fetched += 1;
    if (this.answers !== undefined) return this.answers(response);
    const found =
      path === '/keys'
        ? { keys: this.published.map(({ jwk }) => jwk) }
        : path === '/.well-known/openid-configuration'
          ? { issuer: this.url, jwks_uri: this.jwks }
          : undefined;
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  }
}

export async function makePair(kid: string, alg = 'ES256'): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export interface TokenParts {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: Pick<Pair, 'kid' | 'privateKey'>;
}

/** Right in everything that is not said otherwise; a claim that is undefined is left out. */
export function tokenOf(
  issuer: Issuer,
  { claims = {}, header = {}, key = issuer.key }: TokenParts = {},
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1_000);
  const all = { iss: issuer.url, aud: AUDIENCE, sub: 'lead-oleaster-1', iat: nowS, exp: nowS + 300, ...claims };
  const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header })
    .sign(key.privateKey);
}
