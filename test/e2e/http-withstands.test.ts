/** What the fuzzer (test/fuzz) found once, and what it can't see: each was answered 500, or never. */
import { sql } from 'kysely';
import type { App } from '../../clients/http/app';
import { LATEST_MS } from '../../domain';
import { gatewayOn } from '../support/gateway';
import { grid, lead, moreTime, report } from '../support/people';
import { workflowOf } from '../support/operator';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let app: App;
beforeAll(async () => {
  app = await gatewayOn(world());
  await app.ready();
});
afterAll(() => app.close());

const get = async (url: string): Promise<readonly [number, unknown]> => {
  const answer = await app.inject({ method: 'GET', url });
  return [answer.statusCode, answer.json<{ code?: string }>().code];
};
const send = async (method: 'POST' | 'PUT', url: string, body: object | string, type = 'application/json') => {
  const answer = await app.inject({ method, url, headers: { 'content-type': type }, payload: body });
  return [answer.statusCode, answer.json<{ code?: string }>().code] as const;
};
const refused = [400, 'REQUEST_MALFORMED'];

it.each([
  '/v1/place?at=9007199254740991',
  '/v1/place?at=',
  '/v1/place?at=0x10',
  '/v1/people/lead-1?at=8640000000000001',
  '/v1/duty?role=building-lead&unit=east-1&at=8640000000000001',
  `/v1/duty?role=building-lead&unit=east-1&at=${LATEST_MS + 1}`,
  '/v1/directory?version=9007199254740991',
  '/v1/issues?openedFrom=9999999999999999',
  '/v1/issues?q=a%00b',
  '/v1/issues?limit=1e1',
  '/v1/issues/i-1/timeline?after=9007199254740991',
])('%s is refused', async (url) => {
  expect(await get(url)).toStrictEqual(refused);
});

it('the last instant that has a date is one', async () => {
  for (const url of ['/v1/place?at=', '/v1/duty?role=building-lead&unit=east-1&at=', '/v1/issues?openedFrom='])
    expect(await get(`${url}${LATEST_MS}`)).toStrictEqual([200, undefined]);
  for (const text of ['9999-12-31T23:59:59.999-23:59', '999999999999999', '0000-01-01T00:00:00Z'])
    expect(await get(`/v1/issues?openedFrom=${text}&updatedBefore=${text}`)).toStrictEqual([200, undefined]);
});

it('words that no database keeps are refused where they come in', async () => {
  const { issue } = await world().doorstep.report(report('calm'));
  for (const text of ['a\u0000b', 'a\ud800b', '\udc00']) {
    expect(await send('POST', '/v1/issues', { ...report('calm'), text })).toStrictEqual(refused);
    const said = { by: lead, text, evidence: [] };
    expect(await send('POST', `/v1/issues/${issue}/comment`, said)).toStrictEqual(refused);
    const evidence = [{ kind: 'photo', ref: text }];
    expect(await send('POST', `/v1/issues/${issue}/comment`, { by: lead, text: 'x', evidence })).toStrictEqual(refused);
  }
  const url = `/v1/issues/${issue}/evidence/e-00000000000000000000000000?reason=%00`;
  const erased = await app.inject({ method: 'DELETE', url });
  expect([erased.statusCode, erased.json<{ code?: string }>().code]).toStrictEqual(refused);
  expect(await send('PUT', '/v1/directory?reason=%00', 'id: x\n', 'application/yaml')).toStrictEqual(refused);
});

it('nor does the workflow take them from somebody who sends a signal by hand', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, { by: lead, ...moreTime });
  await workflowOf(world(), issue).signal('approve', { by: grid[0], reason: 'a\u0000b' });
  await doorstep.approve(issue, { by: grid[1] });
  const decided = (await doorstep.timeline(issue)).find(({ type }) => type === 'approved');
  expect(decided?.actor).toBe(grid[1]);
});

it('a place may be as near to the equator and to Greenwich as numbers go', async () => {
  const location = { lat: 5e-324, lon: -1.1497038765873803e-213 };
  const [status] = await send('POST', '/v1/issues', { ...report('calm'), location });
  expect(status).toBe(201);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from doorstep.issue_search where place ~= point(0, 0)`.execute(world().database.db);
  expect(rows[0]?.n).toBe(1);
});

it('dead letters with a number that no event has are refused', async () => {
  const deadLetters = [{ issue: 'i-1', seq: 9_007_199_254_740_990, recipient: 'lead-1' }];
  expect(await send('POST', '/v1/dead-letters/replay', { deadLetters })).toStrictEqual(refused);
});

it('a cursor that somebody has made is refused', async () => {
  await world().doorstep.report(report('calm'));
  await world().doorstep.report(report('calm'));
  const page = await app.inject({ method: 'GET', url: '/v1/issues?limit=1' });
  const { next } = page.json<{ next: string }>();
  const [version, list] = JSON.parse(Buffer.from(next, 'base64url').toString()) as [number, string];
  for (const keys of [
    ['x', 'i-1'],
    ['2026-99-99 00:00:00+00', 'i-1'],
    ['infinity', 'i-1', 'x'],
    ['infinity', '\ud800'],
  ]) {
    const cursor = Buffer.from(JSON.stringify([version, list, keys])).toString('base64url');
    expect([keys, await get(`/v1/issues?limit=1&cursor=${cursor}`)]).toStrictEqual([keys, refused]);
  }
  expect(await get(`/v1/issues?limit=1&cursor=${next}`)).toStrictEqual([200, undefined]);
});

it.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
  'a form that is none (%s) is refused',
  async (type) => {
    const { issue } = await world().doorstep.report(report('calm'));
    expect(await send('POST', `/v1/issues/${issue}/evidence`, '--x\r\nnonsense', type)).toStrictEqual(refused);
  },
);

it('a method that an address does not have is told which it has', async () => {
  for (const [method, url, allow] of [
    ['PATCH', '/v1/issues', 'GET, HEAD, POST'],
    ['DELETE', '/v1/issues/i-1', 'GET, HEAD'],
    ['OPTIONS', '/livez', 'GET, HEAD'],
    ['TRACE', '/v1/directory', 'GET, HEAD, PUT'],
    ['QUERY', '/v1/calendars/cn-office', 'GET, HEAD'],
  ] as const) {
    const answer = await app.inject({ method: method as 'PATCH', url });
    expect([url, answer.statusCode, answer.headers['allow'], answer.json<{ code: string }>().code]).toStrictEqual([
      url,
      405,
      allow,
      'METHOD_UNKNOWN',
    ]);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
  expect(await get('/v2/issues')).toStrictEqual([404, 'ROUTE_UNKNOWN']);
});
