/** Tokens against a real issuer that exchanges its keys, goes away and talks nonsense. */
import { createHmac } from 'node:crypto';
import { exportSPKI } from 'jose';
import { KEY_SET_TIMES } from '../../../clients/http/identity/key-set';
import { readIdentitySettings } from '../../../clients/http/identity/settings';
import { looksLikeToken, tokenReader, type ReadToken } from '../../../clients/http/identity/tokens';
import { AUDIENCE, Issuer, makePair, tokenOf, type TokenParts } from './issuer';

let issuer: Issuer;
let read: ReadToken;
beforeEach(async () => {
  issuer = await Issuer.start();
  read = reader();
});
afterEach(() => issuer.stop());

const settingsFor = (more: object = {}) =>
  readIdentitySettings({
    DOORSTEP_TOKEN_ISSUERS: JSON.stringify([{ issuer: issuer.url, audience: AUDIENCE, jwks: issuer.jwks, ...more }]),
  }).issuers;
const reader = (more: object = {}, times: Partial<typeof KEY_SET_TIMES> = {}): ReadToken =>
  tokenReader(settingsFor(more), { ...KEY_SET_TIMES, ...times });
const nowS = (): number => Math.floor(Date.now() / 1_000);

it('names the person of a token that is right', async () => {
  expect(await read(await tokenOf(issuer))).toStrictEqual({ person: 'lead-oleaster-1', isOperator: false });
  expect(await read(await tokenOf(issuer, { header: { typ: 'JWT' } }))).toMatchObject({ person: 'lead-oleaster-1' });
  expect(await read(await tokenOf(issuer, { header: { typ: 'application/AT+JWT' } }))).toBeDefined();
  expect(await read(await tokenOf(issuer, { claims: { aud: ['other', AUDIENCE] } }))).toBeDefined();
  expect(await read(await tokenOf(issuer, { claims: { exp: nowS() - 10 } }))).toBeDefined();
  expect(issuer.fetched).toBe(1);
});

it.each<[string, string, TokenParts]>([
  ['of another issuer', 'issuer-unknown', { claims: { iss: 'https://evil.example' } }],
  ['of an issuer that only looks alike', 'issuer-unknown', { claims: { iss: 'http://127.0.0.1' } }],
  ['for another audience', 'token-refused', { claims: { aud: 'other' } }],
  ['for no audience', 'token-refused', { claims: { aud: undefined } }],
  ['that is over', 'token-expired', { claims: { exp: 1_000 } }],
  ['that never ends', 'token-refused', { claims: { exp: undefined } }],
  ['that does not hold yet', 'token-refused', { claims: { nbf: 9_999_999_999 } }],
  ['of another type', 'token-refused', { header: { typ: 'id+jwt' } }],
  ['of no type', 'token-refused', { header: { typ: undefined } }],
  ['with a demand that nobody understands', 'token-refused', { header: { crit: ['exp2'], exp2: 1 } }],
  ['of nobody', 'token-refused', { claims: { sub: undefined } }],
  ['of somebody whose name is no id', 'person-unknown', { claims: { sub: 'Robert"; drop table' } }],
  ['of several', 'person-unknown', { claims: { sub: ['a', 'b'] } }],
])('refuses a token %s', async (_what, why, parts) => {
  await expect(
    Promise.resolve()
      .then(() => tokenOf(issuer, parts))
      .then(read),
  ).rejects.toThrow();
  const token = await tokenOf(issuer, parts).catch(() => undefined);
  if (token !== undefined) await expect(read(token)).rejects.toMatchObject({ why });
});

it('refuses what nobody signed, what a shared secret signed, and what another key signed', async () => {
  const [header, body] = (await tokenOf(issuer)).split('.') as [string, string];
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const none = `${part({ alg: 'none', typ: 'JWT' })}.${body}.`;
  // The classic: the public key, which everybody has, as a secret.
  const spki = await exportSPKI(issuer.key.publicKey);
  const hmacHead = part({ alg: 'HS256', typ: 'JWT', kid: issuer.key.kid });
  const hmac = `${hmacHead}.${body}.${createHmac('sha256', spki).update(`${hmacHead}.${body}`).digest('base64url')}`;
  const stranger = await tokenOf(issuer, { key: { ...(await makePair('k1')), kid: issuer.key.kid } });
  const unsigned = `${header}.${body}.AAAA`;
  for (const token of [none, hmac, stranger, unsigned, `${header}.${body}.`, 'a.b.c', 'x', ''])
    await expect(read(token)).rejects.toMatchObject({ why: expect.stringMatching(/^token-/) as string });
  await expect(read(`${'a'.repeat(9_000)}.b.c`)).rejects.toMatchObject({ why: 'token-malformed' });
  expect(looksLikeToken(none)).toBe(false);
});

it('takes no algorithm that is not in its settings', async () => {
  await issuer.rotate('r1', 'RS256');
  const token = await tokenOf(issuer, { header: { alg: 'RS256' } });
  await expect(reader({ algorithms: ['ES256'] })(token)).rejects.toMatchObject({ why: 'token-refused' });
  expect(await reader()(token)).toBeDefined();
});

it('knows an operator by the claim that the settings name', async () => {
  const asks = reader({ operator: { claim: 'roles', value: 'admin' }, personClaim: 'employee' });
  const claims = { employee: 'lead-oleaster-1', sub: 'x' };
  expect(await asks(await tokenOf(issuer, { claims: { ...claims, roles: ['user', 'admin'] } }))).toMatchObject({
    isOperator: true,
  });
  for (const roles of [['user'], 'administrator', undefined, { admin: true }])
    expect(await asks(await tokenOf(issuer, { claims: { ...claims, roles } }))).toMatchObject({ isOperator: false });
});

describe('keys', () => {
  it('that are exchanged are found, and the old ones are no longer believed', async () => {
    const old = await tokenOf(issuer);
    const quick = reader({}, { cooldownMs: 0, freshMs: 50 });
    expect(await quick(old)).toBeDefined();
    await issuer.rotate('k2');
    expect(await quick(await tokenOf(issuer))).toBeDefined();
    await expect(quick(old)).rejects.toMatchObject({ why: 'token-refused' });
  });

  it('that nobody knows make it ask at most once in a while', async () => {
    await read(await tokenOf(issuer));
    const forged = await makePair('nobody-knows');
    for (let time = 0; time < 20; time += 1)
      await expect(tokenOf(issuer, { key: forged }).then(read)).rejects.toMatchObject({ why: 'token-refused' });
    expect(issuer.fetched).toBe(1);
  });

  it('are found by discovery where no address is given, and only those of that issuer', async () => {
    expect(await reader({ jwks: undefined })(await tokenOf(issuer))).toBeDefined();
    const token = await tokenOf(issuer);
    issuer.misbehave((response) =>
      response.end(JSON.stringify({ issuer: 'https://evil.example', jwks_uri: issuer.jwks })),
    );
    await expect(reader({ jwks: undefined })(token)).rejects.toMatchObject({ code: 'ISSUER_AWAY' });
  });

  it.each<[string, Parameters<Issuer['misbehave']>[0]]>([
    ['goes away', (response) => response.destroy()],
    ['talks nonsense', (response) => response.end('<html>')],
    ['publishes nothing of use', (response) => response.end('{"keys":"none"}')],
    ['fails', (response) => response.writeHead(500).end()],
    ['points elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['sends without end', (response) => response.end('x'.repeat(300_000))],
    ['never answers', () => undefined],
  ])(
    'are believed for a while when the issuer %s; then nobody comes in, and nobody waits long',
    async (_what, answer) => {
      const times = { fetchMs: 200, freshMs: 1, cooldownMs: 0, restMs: 300, staleMs: 1_500 };
      const careful = reader({}, times);
      const token = await tokenOf(issuer);
      expect(await careful(token)).toBeDefined();
      issuer.misbehave(answer);
      await afterMs(5);
      expect(await careful(token)).toBeDefined();
      // A key that is new may be the issuer's or nobody's.
      await expect(tokenOf(issuer, { key: await makePair('new') }).then(careful)).rejects.toMatchObject({
        code: 'ISSUER_AWAY',
      });
      // While it rests nobody waits for it.
      const fetched = issuer.fetched;
      for (let time = 0; time < 10; time += 1) await careful(token);
      expect(issuer.fetched).toBe(fetched);
      await afterMs(1_600);
      await expect(careful(token)).rejects.toMatchObject({ code: 'ISSUER_AWAY' });
      issuer.misbehave(undefined);
      await afterMs(350);
      expect(await careful(token)).toBeDefined();
    },
  );
});

const afterMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it.each([
  ['no JSON', '[', 'is no JSON'],
  ['no file', '/nowhere/issuers.json', 'names no file'],
  ['a shared secret', '[{"issuer":"https://a.example","audience":"a","algorithms":["HS256"]}]', 'algorithms'],
  ['none', '[{"issuer":"https://a.example","audience":"a","algorithms":["none"]}]', 'algorithms'],
  ['http on a network', '[{"issuer":"http://a.example","audience":"a"}]', 'must be https'],
  ['no audience', '[{"issuer":"https://a.example"}]', 'audience'],
  ['a typo', '[{"issuer":"https://a.example","audience":"a","audiance":"b"}]', 'audiance'],
  ['the same twice', JSON.stringify([1, 2].map(() => ({ issuer: 'https://a.example', audience: 'a' }))), 'twice'],
])('settings with %s are refused by name', (_what, text, says) => {
  expect(() => readIdentitySettings({ DOORSTEP_TOKEN_ISSUERS: text })).toThrow(
    expect.objectContaining({
      code: 'SETTING_INVALID',
      message: expect.stringMatching(new RegExp(`DOORSTEP_TOKEN_ISSUERS.*${says}`)) as string,
    }) as Error,
  );
});
