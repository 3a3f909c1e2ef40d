/** What can be said of credentials without a server: their form, cookies, brakes, and how an address is known. */
import type { FastifyRequest } from 'fastify';
import { brake } from '../../../clients/http/identity/brake';
import { checkSameSite, sessionCookie, sessionToken } from '../../../clients/http/identity/cookies';
import { principalName } from '../../../clients/http/identity/principal';
import { guestOf } from '../../../contracts/guests';
import { isGuest } from '../../../domain';
import { makeTrackingCode, networkOf, parseTrackingCode } from '../../../store/identity';
import { keyText, makeKey, parseKey, trackingCodeFor } from '../../../store/identity/secrets';

const TOKEN = 'a'.repeat(43);
const request = (headers: Record<string, string>, method = 'POST'): FastifyRequest =>
  ({ headers, method, protocol: 'http', host: 'doorstep.test' }) as unknown as FastifyRequest;

describe('a key', () => {
  it('is read as it was made, and as nothing else', () => {
    const made = makeKey();
    expect(parseKey(keyText(made))).toStrictEqual(made);
    for (const wrong of ['', 'dsk_', keyText(made).slice(0, -1), `${keyText(made)}x`, keyText(made).toUpperCase()])
      expect(parseKey(wrong)).toBeUndefined();
    expect(new Set(Array.from({ length: 200 }, () => makeKey().secret)).size).toBe(200);
  });
});

describe('a tracking code', () => {
  it('is read however people type it', () => {
    const code = makeTrackingCode();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
      expect(parseTrackingCode(typed)).toBe(code);
    expect(parseTrackingCode('OIL0-0000-0000-0000-0000-0000')).toBe('0110-0000-0000-0000-0000-0000');
    for (const wrong of ['', 'U'.repeat(24), code.slice(1), `${code}A`, 'A'.repeat(1_000)])
      expect(parseTrackingCode(wrong)).toBeUndefined();
  });

  it('of a name is the same for whoever holds the secret, and says nothing without it', () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(trackingCodeFor(one, 'n')).toBe(trackingCodeFor(one, 'n'));
    expect(trackingCodeFor(one, 'n')).not.toBe(trackingCodeFor(other, 'n'));
    expect(parseTrackingCode(trackingCodeFor(one, 'n'))).toBe(trackingCodeFor(one, 'n'));
  });

  it('makes a guest, whose id does not give it away', () => {
    const code = makeTrackingCode();
    expect(isGuest(guestOf(code))).toBe(true);
    expect(guestOf(code)).toBe(guestOf(code));
    expect(isGuest('guest-1')).toBe(false);
  });
});

describe('the cookie', () => {
  it('counts under the name of its transport only, and only as it was made', () => {
    expect(sessionToken(request({ cookie: `a=b; doorstep=${TOKEN}` }), undefined)).toBe(TOKEN);
    expect(sessionToken(request({ cookie: `doorstep=${TOKEN}` }), 'https://d.example')).toBeUndefined();
    expect(sessionToken(request({ cookie: `__Host-doorstep=${TOKEN}` }), 'https://d.example')).toBe(TOKEN);
    for (const cookie of ['', 'doorstep=', `doorstep=${TOKEN}x`, `doorstep=${'"'.repeat(43)}`, 'x'.repeat(9_000)])
      expect(sessionToken(request({ cookie }), undefined)).toBeUndefined();
    expect(sessionCookie(TOKEN, 0, 'https://d.example')).toBe(
      `__Host-doorstep=${TOKEN}; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax`,
    );
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['that does not say it was meant', {}, undefined],
    ['from another origin', { origin: 'http://evil.test' }, undefined],
    ['from nowhere', { origin: 'null' }, undefined],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, undefined],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }, undefined],
    ['without TLS', { origin: 'http://d.example' }, 'https://d.example'],
  ])('does not count for a change %s', (_what, headers, origin) => {
    const meant = Object.keys(headers).length === 0 ? {} : { 'doorstep-request': '1' };
    expect(() => checkSameSite(request({ ...meant, ...headers }), origin)).toThrow(
      expect.objectContaining({ code: 'CROSS_SITE_REQUEST' }) as Error,
    );
    expect(() => checkSameSite(request(headers, 'GET'), origin)).not.toThrow();
  });

  it('counts for what the site itself sends', () => {
    const meant = { 'doorstep-request': '1' };
    checkSameSite(request(meant), undefined);
    checkSameSite(request({ ...meant, origin: 'http://doorstep.test', 'sec-fetch-site': 'same-origin' }), undefined);
    checkSameSite(request({ ...meant, origin: 'https://d.example' }), 'https://d.example');
  });
});

test('the brake counts by network and minute, and remembers no more than it may', () => {
  let nowMs = 0;
  const slower = brake(() => nowMs);
  for (let time = 0; time < 59; time += 1) slower.failed('2001:db8::1');
  expect(slower.isOn('2001:db8::2')).toBe(false);
  slower.failed('2001:db8::3');
  expect(slower.isOn('2001:db8::4')).toBe(true);
  expect(slower.isOn('2001:db8:1::4')).toBe(false);
  nowMs = 60_000;
  expect(slower.isOn('2001:db8::4')).toBe(false);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'nonsense'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('names in logs are ids', () => {
  const key = { scopes: [], actsFor: false };
  expect(principalName({ kind: 'service', id: 'k1', ...key })).toBe('service:k1');
  expect(principalName({ kind: 'anonymous' })).toBe('anonymous');
});
