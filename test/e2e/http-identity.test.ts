/** Who comes in at the gateway, how, and what they learn: on real servers. */
import type { IssueId } from '../../domain';
import { listAccess } from '../../store';
import { AUDIENCE, Issuer, tokenOf } from '../clients/http/issuer';
import { Door, type Answer } from '../support/identity';
import { committee, grid, lead, report, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let issuer: Issuer;
let door: Door;
let issue: IssueId;
beforeAll(async () => {
  issuer = await Issuer.start();
  const settings = { issuer: issuer.url, audience: AUDIENCE, operator: { claim: 'roles', value: 'admin' } };
  door = await Door.open(world(), { DOORSTEP_TOKEN_ISSUERS: JSON.stringify([settings]) });
  ({ issue } = await world().doorstep.report(report('calm')));
});
afterAll(async () => {
  await door.close();
  await issuer.stop();
});

const as = async (person: string, claims: Record<string, unknown> = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokenOf(issuer, { claims: { sub: person, ...claims } })}`,
});
const without = ({ body: { requestId: _, ...body } }: Answer) => body;
const logged = async () => {
  await new Promise((resolve) => setTimeout(resolve, 700));
  return listAccess(world().database, { limit: 1_000 });
};

it('lets in with a token, and knows the posts of its person', async () => {
  const notices = `/v1/issues/${issue}/notices`;
  expect(await door.ask('GET', notices, await as(lead))).toMatchObject({ status: 200 });
  expect(await door.ask('GET', notices, await as(grid[0]))).toMatchObject({ status: 200 });
  expect(await door.ask('GET', notices, await as(committee[2]))).toMatchObject({ status: 200 });
  expect(await door.ask('GET', `/v1/people/${grid[0]}`, await as(lead))).toMatchObject({ status: 200 });
  expect(await door.ask('GET', `/v1/people/${resident}`, await as(resident))).toMatchObject({ status: 200 });
  expect(await door.ask('GET', `/v1/people/${lead}`, await as(resident))).toMatchObject({ status: 403 });
});

it('tells nobody of an issue that they may not read: it is answered as one that does not exist', async () => {
  const stranger = await as('lead-2');
  const hidden = await door.ask('GET', `/v1/issues/${issue}/notices`, stranger);
  const absent = await door.ask('GET', '/v1/issues/i-none/notices', stranger);
  expect(hidden).toMatchObject({ status: 404, body: { code: 'ISSUE_UNKNOWN' } });
  expect(absent.status).toBe(404);
  expect(without(hidden)).toStrictEqual({ ...without(absent), detail: `There is no issue ${issue}.` });
  expect(absent.body['detail']).toBe('There is no issue i-none.');
  // Whoever reported it may read it, and not the proof of who was told.
  expect(await door.ask('GET', `/v1/issues/${issue}/notices`, await as(resident))).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  });
});

it('answers whoever has not signed in alike, whether there is an issue or not', async () => {
  const [one, other] = await Promise.all([issue, 'i-none'].map((id) => door.ask('GET', `/v1/issues/${id}/notices`)));
  expect(one).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  expect(without(one!)).toStrictEqual(without(other!));
  expect(one?.headers['www-authenticate']).toContain('Bearer');
  expect(await door.ask('GET', '/v1/place')).toMatchObject({ status: 200 });
});

it('answers all wrong credentials alike', async () => {
  const good = await door.key({ scopes: ['issues.read'] });
  const wrong = [
    { authorization: String(good['authorization']).slice(0, -1) },
    { authorization: 'Bearer dsk_0123456789_nothing' },
    { authorization: 'Bearer x' },
    { authorization: 'Basic dXNlcjpwYXNz' },
    { authorization: 'Tracking ABCD' },
    { authorization: 'nonsense' },
    { cookie: `doorstep=${'a'.repeat(43)}` },
    await as('somebody-who-left'),
    await as(lead, { exp: 1_000 }),
  ];
  const answers = await Promise.all(wrong.map((headers) => door.ask('GET', '/v1/place', headers)));
  for (const answer of answers) {
    expect(answer.status).toBe(401);
    expect(without(answer)).toStrictEqual(without(answers[0]!));
  }
  const reasons = (await logged()).filter(({ outcome }) => outcome === 'failed').map(({ reason }) => reason);
  expect(new Set(reasons)).toStrictEqual(
    new Set(['key-unknown', 'scheme-unknown', 'code-unknown', 'session-over', 'person-unknown', 'token-expired']),
  );
});

it('holds a key to its scopes and units', async () => {
  const notices = `/v1/issues/${issue}/notices`;
  expect(await door.ask('GET', notices, await door.key({ scopes: ['notices.read', 'issues.read'] }))).toMatchObject({
    status: 200,
  });
  const inside = await door.key({ scopes: ['notices.read', 'issues.read'], units: ['east'] });
  expect(await door.ask('GET', notices, inside)).toMatchObject({ status: 200 });
  expect(await door.ask('GET', '/v1/directory', inside)).toMatchObject({ status: 403 });
  const elsewhere = await door.key({ scopes: ['notices.read', 'issues.read'], units: ['east-2'] });
  expect(await door.ask('GET', notices, elsewhere)).toMatchObject({ status: 404, body: { code: 'ISSUE_UNKNOWN' } });
  const reader = await door.key({ scopes: ['issues.read'] });
  expect(await door.ask('GET', notices, reader)).toMatchObject({ status: 403 });
  expect(await door.ask('GET', '/v1/directory', await door.key({ scopes: ['directory.read'] }))).toMatchObject({
    status: 200,
  });
  // A key of a person takes away from what the person may.
  const own = await door.key({ scopes: ['issues.read'], person: lead });
  expect(await door.ask('GET', '/v1/directory', own)).toMatchObject({ status: 403 });
});

it('lets operators look, and writes down that they did', async () => {
  const admin = await as('not-in-the-directory', { roles: ['admin'] });
  expect(await door.ask('GET', '/v1/session', admin)).toMatchObject({
    status: 200,
    body: { kind: 'operator', isOperator: true },
  });
  expect(await door.ask('GET', `/v1/issues/${issue}/notices`, admin)).toMatchObject({ status: 200 });
  expect(await door.ask('GET', '/metrics', admin)).toMatchObject({ status: 200 });
  await logged();
  const [look] = await listAccess(world().database, { who: 'operator:not-in-the-directory' });
  expect(look).toMatchObject({
    operation: 'notices.read',
    subject: `issue:${issue}`,
    outcome: 'read',
    reason: 'operator',
    requestId: expect.any(String) as string,
  });
});

it('writes every refusal into the access log, by ids only', async () => {
  await door.ask('GET', '/v1/directory', await as(resident));
  await door.ask('GET', `/v1/issues/${issue}/notices`, await as('lead-2'));
  const [hidden, refused] = await logged();
  expect(refused).toMatchObject({
    who: `person:${resident}`,
    operation: 'directory.read',
    subject: null,
    outcome: 'refused',
    reason: 'no-post',
  });
  expect(hidden).toMatchObject({ who: 'person:lead-2', subject: `issue:${issue}`, reason: 'not-seen' });
});

it('shows in lists what may be read', async () => {
  const { access } = door;
  const person = (id: string) => ({ kind: 'person', id: id as never, via: 'token' }) as const;
  expect(await access.sight(person(lead))).toStrictEqual({ units: ['east-1'], person: lead });
  expect(await access.sight(person(resident))).toStrictEqual({ units: [], person: resident });
  expect((await access.sight(person(committee[0]))).units).toHaveLength(4);
  const key = { id: 'k', scopes: ['issues.read'], units: ['east' as never] } as const;
  expect(await access.sight({ kind: 'service', actsFor: false, ...key })).toMatchObject({
    units: 'everywhere',
    within: ['east', 'east-1', 'east-2'],
  });
  expect(await access.sight({ kind: 'service', actsFor: false, ...key, scopes: [] })).toStrictEqual({ units: [] });
  expect(await access.sight({ kind: 'anonymous' })).toStrictEqual({ units: [] });
});

it('says who acts: oneself, or whom a program that acts for persons names', async () => {
  const { access } = door;
  const me = { kind: 'person', id: lead, via: 'token' } as const;
  expect(access.actor(me)).toBe(lead);
  expect(access.actor(me, lead)).toBe(lead);
  expect(() => access.actor(me, grid[0])).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }) as Error);
  const program = { kind: 'service', id: 'k', scopes: ['issues.act', 'issues.read'] } as const;
  expect(access.actor({ ...program, actsFor: true }, grid[0])).toBe(grid[0]);
  expect(() => access.actor({ ...program, actsFor: true })).toThrow(
    expect.objectContaining({ code: 'REQUEST_MALFORMED' }) as Error,
  );
  expect(() => access.actor({ ...program, actsFor: false }, grid[0])).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }) as Error,
  );
  // And the person needs the right as well.
  const state = await world().doorstep.get(issue);
  const acting = { ...program, actsFor: true };
  await access.authorize(acting, 'issue.command.acknowledge', { issue: state, person: lead });
  for (const by of [resident, 'lead-2', 'nobody'])
    await expect(
      access.authorize(acting, 'issue.command.acknowledge', { issue: state, person: by }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('slows down whoever brings wrong credentials again and again, without asking the database', async () => {
  const own = await Door.open(world());
  const statuses: number[] = [];
  for (let time = 0; time < 70; time += 1)
    statuses.push((await own.ask('GET', '/v1/place', { authorization: 'Bearer x' })).status);
  expect(new Set(statuses.slice(0, 60))).toStrictEqual(new Set([401]));
  expect(new Set(statuses.slice(61))).toStrictEqual(new Set([429]));
  expect(await own.ask('GET', '/v1/place', { authorization: 'Bearer x' })).toMatchObject({
    body: { code: 'TOO_MANY_REQUESTS' },
    headers: { 'retry-after': expect.anything() as string },
  });
  await own.close();
});
