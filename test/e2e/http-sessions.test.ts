/** Sign-in, sessions and their cookies, on real servers. */
import { Door, cookieIn, MEANT, PASSWORD } from '../support/identity';
import { lead } from '../support/people';
import { sql } from 'kysely';
import { worldForTests } from '../support/world';

const world = worldForTests();
let door: Door;
beforeAll(async () => {
  door = await Door.open(world());
  await door.account(lead);
  await door.account('root', null, true);
});
afterAll(() => door.close());
beforeEach(() => sql`delete from doorstep.sign_in_attempt`.execute(world().database.db));

const signIn = (name: string, password: string, headers: Record<string, string> = MEANT) =>
  door.ask('POST', '/v1/session', headers, { name, password });

it('lets somebody in, says who they are, and out again', async () => {
  const answer = await signIn(lead, PASSWORD);
  expect(answer).toMatchObject({ status: 200, body: { account: lead, person: lead, isOperator: false } });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^doorstep=[\w-]{43}; /);
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
  expect(JSON.stringify(answer.body)).not.toContain(cookie.split(/[=;]/)[1]);
  const headers = { cookie: cookieIn(answer) };
  expect(await door.ask('GET', '/v1/session', headers)).toMatchObject({
    body: { kind: 'person', id: lead, via: 'session', isOperator: false },
  });
  expect(await door.ask('GET', `/v1/people/${lead}`, headers)).toMatchObject({ status: 200 });
  const out = await door.ask('DELETE', '/v1/session', { ...headers, ...MEANT });
  expect(out.status).toBe(204);
  expect(String(out.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
  expect(await door.ask('GET', '/v1/session', headers)).toMatchObject({ status: 401 });
});

it('behind https the cookie is bound to the host and goes over TLS only', async () => {
  const safe = await Door.open(world(), { DOORSTEP_PUBLIC_URL: 'https://doorstep.example.org/x' });
  const answer = await safe.ask('POST', '/v1/session', MEANT, { name: lead, password: PASSWORD });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^__Host-doorstep=/);
  expect(cookie).toContain('; Secure');
  // One that was set without TLS is none here.
  const plain = cookieIn(answer).replace('__Host-', '');
  expect(await safe.ask('GET', '/v1/session', { cookie: plain })).toMatchObject({ status: 401 });
  expect(await safe.ask('GET', '/v1/session', { cookie: cookieIn(answer) })).toMatchObject({ status: 200 });
  const from = (origin: string) => safe.ask('DELETE', '/v1/session', { cookie: cookieIn(answer), ...MEANT, origin });
  expect(await from('https://evil.example')).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REQUEST' } });
  expect(await from('http://doorstep.example.org')).toMatchObject({ status: 403 });
  expect(await from('null')).toMatchObject({ status: 403 });
  expect(await from('https://doorstep.example.org')).toMatchObject({ status: 204 });
  await safe.close();
});

it('another site gains nothing from the cookie', async () => {
  const headers = await door.signIn(lead);
  const { 'doorstep-request': _, ...bare } = headers;
  for (const forged of [
    bare,
    { ...headers, 'sec-fetch-site': 'cross-site' },
    { ...headers, 'sec-fetch-site': 'same-site' },
    { ...headers, origin: 'https://evil.example' },
  ])
    expect(await door.ask('DELETE', '/v1/session', forged)).toMatchObject({
      status: 403,
      body: { code: 'CROSS_SITE_REQUEST' },
    });
  // Not even signing in as somebody else.
  for (const forged of [{}, { ...MEANT, origin: 'https://evil.example' }])
    expect(await signIn(lead, PASSWORD, forged)).toMatchObject({ status: 403 });
  expect(await door.ask('GET', '/v1/session', bare)).toMatchObject({ status: 200 });
  expect(await door.ask('DELETE', '/v1/session', { ...headers, origin: 'http://localhost:80' })).toMatchObject({
    status: 204,
  });
});

it('tells nobody which accounts there are', async () => {
  await door.account('sleeper', lead);
  await sql`update doorstep.account set disabled_at = now() where name = 'sleeper'`.execute(world().database.db);
  await door.account('gone', 'who-left');
  const answers = [
    await signIn(lead, 'wrong words of nobody'),
    await signIn('nobody-of-this-name', PASSWORD),
    await signIn('sleeper', PASSWORD),
    await signIn('gone', PASSWORD),
    await signIn('Robert"; drop table', PASSWORD),
  ];
  for (const { status, body } of answers) {
    const { requestId: _, ...said } = body;
    const { requestId: _r, ...first } = answers[0]!.body;
    expect(status).toBe(401);
    expect(said).toStrictEqual(first);
  }
  expect(answers[0]?.headers['set-cookie']).toBeUndefined();
  // And both have to wait alike.
  for (const name of [lead, 'nobody-of-this-name']) {
    await sql`delete from doorstep.sign_in_attempt`.execute(world().database.db);
    const seen: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      seen.push((await signIn(name, 'wrong words')).status);
      // Whoever has to wait a second would not on a slow machine.
      await sql`update doorstep.sign_in_attempt set blocked_until = now() + interval '1 minute'
        where blocked_until is not null`.execute(world().database.db);
    }
    expect(seen).toStrictEqual([401, 401, 401, 401, 401, 429]);
    const blocked = await signIn(name, PASSWORD);
    expect(blocked).toMatchObject({ status: 429, body: { code: 'SIGN_IN_LATER' } });
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  }
});

it('many guesses at once get no more tries than one after the other', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => signIn(lead, 'wrong words of nobody')));
  const counts = (status: number) => all.filter((one) => one.status === status).length;
  expect(counts(401)).toBeLessThanOrEqual(5);
  expect(counts(401) + counts(429)).toBe(20);
});

it('gives a new token at each sign-in, and ends the one that was there', async () => {
  const first = await door.signIn(lead);
  const again = await signIn(lead, PASSWORD, first);
  expect(cookieIn(again)).not.toBe(first['cookie']);
  expect(await door.ask('GET', '/v1/session', first)).toMatchObject({ status: 401 });
  expect(await door.ask('GET', '/v1/session', { cookie: cookieIn(again) })).toMatchObject({ status: 200 });
});

it('takes a new password from whoever knows the old one, and ends all other sessions', async () => {
  const [one, other] = [await door.signIn('root'), await door.signIn('root')];
  const put = (body: object) => door.ask('PUT', '/v1/session/password', one, body);
  expect(await put({ current: 'wrong words', next: 'words of another day' })).toMatchObject({ status: 401 });
  expect(await put({ current: PASSWORD, next: 'short' })).toMatchObject({
    status: 400,
    body: { code: 'PASSWORD_UNFIT' },
  });
  const done = await put({ current: PASSWORD, next: 'words of another day' });
  expect(done).toMatchObject({ status: 200, body: { account: 'root', person: null, isOperator: true } });
  expect(await door.ask('GET', '/v1/session', other)).toMatchObject({ status: 401 });
  expect(await door.ask('GET', '/v1/session', { cookie: cookieIn(done) })).toMatchObject({
    body: { kind: 'operator', id: 'root' },
  });
  expect(await signIn('root', PASSWORD)).toMatchObject({ status: 401 });
});

it('a header goes before the cookie, and is not helped by it', async () => {
  const headers = await door.signIn(lead);
  expect(await door.ask('GET', '/v1/session', { ...headers, authorization: 'Bearer x' })).toMatchObject({
    status: 401,
  });
});

describe('the page for people', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    door.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { ...form, ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  const typed = { choice: 'sign-in', name: lead, password: PASSWORD };
  const open = (headers: Record<string, string> = {}) => door.app.inject({ url: '/sign-in', headers });

  it('lets somebody in, says who they are in their language, and out again', async () => {
    const asked = await open({ 'accept-language': 'en' });
    expect(asked.statusCode).toBe(200);
    expect(asked.body).toContain('type="password"');
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['referrer-policy', 'no-referrer'],
      ['content-security-policy', expect.stringContaining("default-src 'none'")],
    ] as const)
      expect(asked.headers[name]).toEqual(value);
    const entered = await send(typed);
    expect(entered.statusCode).toBe(303);
    expect(entered.headers.location).toBe('sign-in');
    const cookie = String(entered.headers['set-cookie']).split(';')[0]!;
    expect(await door.ask('GET', '/v1/session', { cookie })).toMatchObject({ body: { id: lead, via: 'session' } });
    const seen = await open({ cookie, 'accept-language': 'en' });
    expect(seen.body).toContain('您已登录');
    expect(seen.body).not.toContain('type="password"');
    const left = await send({ choice: 'sign-out' }, { cookie });
    expect(left.statusCode).toBe(303);
    expect(String(left.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    expect(await door.ask('GET', '/v1/session', { cookie })).toMatchObject({ status: 401 });
    expect((await open({ cookie })).body).toContain('type="password"');
  });

  it('says no more than that it was wrong, and makes guesses wait', async () => {
    const seen: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      const { statusCode, body, headers } = await send({ ...typed, password: 'wrong words' });
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).not.toContain('wrong words');
      seen.push(statusCode);
      await sql`update doorstep.sign_in_attempt set blocked_until = now() + interval '1 minute'
        where blocked_until is not null`.execute(world().database.db);
    }
    expect(seen).toStrictEqual([401, 401, 401, 401, 401, 429]);
  });

  it('heeds no form of another site, and nothing else that is sent there', async () => {
    const entered = await send(typed);
    const cookie = String(entered.headers['set-cookie']).split(';')[0]!;
    for (const site of ['cross-site', 'same-site']) {
      expect((await send(typed, { 'sec-fetch-site': site })).statusCode).toBe(400);
      expect((await send({ choice: 'sign-out' }, { cookie, 'sec-fetch-site': site })).statusCode).toBe(400);
    }
    expect((await send({ choice: 'sign-in', name: lead })).statusCode).toBe(400);
    expect((await send({ ...typed, name: '\u0000' })).statusCode).toBe(401);
    expect(await door.ask('GET', '/v1/session', { cookie })).toMatchObject({ status: 200 });
    expect((await send({ ...typed, password: 'x'.repeat(20_000) })).statusCode).toBe(400);
  });
});
