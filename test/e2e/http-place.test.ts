/** What HTTP tells of the place: its directory, duty, procedures, calendars, notices and metrics; and how the directory is exchanged. */
import { connect } from 'node:net';
import { join } from 'node:path';
import type { App } from '../../clients/http/app';
import type { Access } from '../../clients/http/identity/access';
import { DoorstepError } from '../../contracts/errors';
import { packageRoot } from '../../contracts/package-root';
import { readPolicies } from '../../policies/read';
import { everybodyMay, gatewayOn } from '../support/gateway';
import { lead, report } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let app: App;
beforeAll(async () => {
  app = await gatewayOn(world());
});
afterAll(() => app.close());

const getFrom =
  (one: App) =>
  async (url: string, headers: Record<string, string> = {}) => {
    const answer = await one.inject({ method: 'GET', url, headers });
    return { status: answer.statusCode, body: parsed(answer.body), text: answer.body, headers: answer.headers };
  };
const get = (url: string, headers?: Record<string, string>) => getFrom(app)(url, headers);
const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};
const put = async (body: string, query = '', headers: Record<string, string> = {}) => {
  const answer = await app.inject({
    method: 'PUT',
    url: `/v1/directory${query}`,
    headers: { 'content-type': 'application/yaml', ...headers },
    payload: body,
  });
  return { status: answer.statusCode, body: parsed(answer.body), headers: answer.headers };
};

it('serves as a process of the stack, and says whether it can', async () => {
  const { httpUrl = '' } = world().stack.connections;
  const ready = await fetch(`${httpUrl}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { ready: true, servers: { postgres: true, temporal: true, nats: true } },
  ]);
  expect(await (await fetch(`${httpUrl}/livez`)).json()).toEqual({ alive: true });
  // Nobody may anything who has not said who they are.
  const refused = await fetch(`${httpUrl}/v1/directory`);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="doorstep"']);
  expect(await refused.json()).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
});

it('a connection that says nothing is closed, and holds up no stop', async () => {
  const url = new URL(world().stack.connections.httpUrl ?? '');
  const socket = connect({ host: url.hostname, port: Number(url.port) });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
});

it('tells of the place, of a person and of who is on duty', async () => {
  const place = await get('/v1/place');
  expect(place.status).toBe(200);
  expect(place.body).toMatchObject({ directoryVersion: 1, zone: 'Asia/Shanghai' });
  expect(place.body['units']).toContainEqual(expect.objectContaining({ id: 'east-1', level: 'building' }));
  expect((await get(`/v1/people/${lead}`)).body).toMatchObject({
    id: lead,
    roles: [{ role: 'building-lead', unit: 'east-1' }],
  });
  expect(await get('/v1/people/nobody')).toMatchObject({ status: 404, body: { code: 'PERSON_UNKNOWN' } });
  expect((await get('/v1/duty?role=building-lead&unit=east-1')).body).toMatchObject({
    people: [lead],
    hops: [{ why: 'whole-post' }],
    untilMs: null,
  });
  expect((await get('/v1/duty?role=building-lead&unit=east-1&competence=heights,gas')).body).toMatchObject({
    people: [],
    hops: [{ why: 'whole-post' }, { why: 'not-competent', person: 'lead-1' }, { why: 'nobody' }],
  });
  expect(await get('/v1/duty?role=building-lead&unit=east-1&competence=Gas%20fitting')).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_MALFORMED', problems: [{ field: 'querystring.competence' }] },
  });
  expect(await get('/v1/duty?role=wizard&unit=east-1')).toMatchObject({ status: 404, body: { code: 'ROLE_UNKNOWN' } });
  expect(await get('/v1/duty?role=building-lead')).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_MALFORMED', problems: [{ field: 'querystring.unit' }] },
  });
  expect((await get('/v1/duty/coverage?weeks=2')).body).toMatchObject({ ok: true, gaps: [] });
  expect((await get(`/v1/people/${lead}/shifts`)).body).toMatchObject({ shifts: [{ why: 'whole-post' }] });
  const feed = await get(`/v1/people/${lead}/duty.ics`);
  expect(feed.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(feed.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
});

it('tells of the rules: procedures with a diagram, calendars with their days and terms', async () => {
  const shipped = readPolicies(join(packageRoot(), 'policies'));
  const rules = await gatewayOn(world(), {
    place: { at: async () => shipped, standing: () => ({ version: 0, ageMs: 0 }) },
  });
  const get = getFrom(rules);
  const { body } = await get('/v1/procedures');
  const names = (body['procedures'] as { procedure: string; inForce: boolean }[]).map((one) => one.procedure);
  expect(names.length).toBeGreaterThan(1);
  const [name = ''] = names;
  expect((await get(`/v1/procedures/${name}?lang=zh`)).body).toMatchObject({
    procedure: name,
    mermaid: expect.stringMatching(/^(stateDiagram|flowchart)/) as string,
  });
  expect(await get('/v1/procedures/none')).toMatchObject({ status: 404, body: { code: 'PROCEDURE_UNKNOWN' } });
  const { body: listed } = await get('/v1/calendars');
  const [calendar] = listed['calendars'] as { calendar: string }[];
  const id = calendar?.calendar.split('@')[0] ?? '';
  const october = await get(`/v1/calendars/${id}?month=2026-10`);
  expect(october.body['days']).toHaveLength(31);
  expect(october.body['days']).toContainEqual(expect.objectContaining({ day: '2026-10-01', hours: [] }));
  // Wednesday 30 September, 12:00 in Shanghai: the holidays are passed over.
  const from = Date.UTC(2026, 8, 30, 4);
  const due = await get(`/v1/calendars/${id}/due?term=1wd&from=${from}`);
  expect(new Date(due.body['dueMs'] as number).toISOString().slice(0, 10)).toBe('2026-10-08');
  expect(await get(`/v1/calendars/${id}/due?term=soon`)).toMatchObject({
    status: 400,
    body: { problems: [{ field: 'querystring.term' }] },
  });
  await rules.close();
});

it('exchanges the directory whole or not at all, against the version that was read', async () => {
  const before = await get('/v1/directory', { accept: 'application/yaml' });
  const etag = String(before.headers['etag']);
  const changed = before.text.replace(/version: (\d+)/, (_, version: string) => `version: ${Number(version) + 1}`);
  const withPerson = changed.replace('people:\n', 'people:\n  - { id: grid-9, name: Grid Nine, lang: en }\n');
  expect(await put(withPerson.replace('lang: en', 'lang: xx'))).toMatchObject({
    status: 400,
    body: {
      code: 'COMMUNITY_INVALID',
      problems: [{ file: 'community.yaml', field: 'people[0].lang', line: expect.any(Number) as number }],
    },
  });
  expect(await put('people: [', '?dryRun=true')).toMatchObject({ status: 400, body: { code: 'COMMUNITY_INVALID' } });
  expect((await put(withPerson, '?dryRun=true')).body).toMatchObject({ written: false, counts: { added: 1 } });
  expect((await get('/v1/directory')).headers['etag']).toBe(etag);
  expect(await put(withPerson, '?reason=new', { 'if-match': '"77"' })).toMatchObject({
    status: 412,
    body: { code: 'PRECONDITION_FAILED' },
  });
  const written = await put(withPerson, '?reason=new%20worker', { 'if-match': etag });
  expect(written).toMatchObject({ status: 200, body: { written: true, version: 2, counts: { added: 1 } } });
  expect((await get('/v1/people/grid-9')).body).toMatchObject({ name: 'Grid Nine' });
  expect((await get('/v1/directory/history')).body).toMatchObject({
    versions: [{ version: 2, actor: 'service:test', reason: 'new worker' }, { version: 1 }],
  });
  expect((await get('/v1/directory?version=1')).body).toMatchObject({ version: 1 });
  expect(await get('/v1/directory?version=9')).toMatchObject({ status: 404 });
  expect(
    (await app.inject({ method: 'PUT', url: '/v1/directory', headers: { 'content-type': 'text/csv' }, payload: 'a' }))
      .statusCode,
  ).toBe(415);
});

it('proves who was told, and counts what monitoring asks for', async () => {
  const issue = await world().caller.report(report('calm'));
  await world().doorstep.acknowledge(issue, { by: lead });
  expect((await get(`/v1/issues/${issue}/notices`)).body['notices']).toContainEqual(
    expect.objectContaining({ issue, seq: 1, channel: 'inbox', recipient: lead, template: 'tier-called' }),
  );
  expect(await get('/v1/issues/i-nothing/notices')).toMatchObject({ status: 404, body: { code: 'ISSUE_UNKNOWN' } });
  expect((await get('/v1/notices/counts')).body['counts']).toContainEqual(
    expect.objectContaining({ channel: 'inbox' }) as object,
  );
  expect((await get('/v1/dead-letters')).body).toEqual({ total: 0, deadLetters: [] });
  expect(
    (
      await app.inject({
        method: 'POST',
        url: '/v1/dead-letters/replay',
        payload: { deadLetters: [{ issue, seq: 1, recipient: lead }] },
      })
    ).json(),
  ).toEqual({ replayed: [] });
  const { text } = await get('/metrics');
  expect(text).toMatch(/^doorstep_issues\{stage="handling"\} [1-9]/m);
  expect(text).toMatch(/^doorstep_nats_consumer_pending\{stream="NOTICES",consumer="notifier"\} \d/m);
  expect(text).toMatch(
    /^doorstep_http_request_duration_seconds_count\{method="GET",route="\/v1\/issues\/:issue\/notices",status="200"\} 1$/m,
  );
  expect(text).not.toContain(issue);
});

it('asks for every operation whether it may be done', async () => {
  const asked: string[] = [];
  const nobody: Access = {
    ...everybodyMay,
    authenticate: async () => ({ kind: 'service', id: 'nobody', scopes: [], actsFor: false }),
    authorize: async (_principal, operation) => {
      asked.push(operation);
      throw new DoorstepError('FORBIDDEN', 'No.');
    },
  };
  const closed = await gatewayOn(world(), { access: nobody });
  for (const url of [
    '/v1/place',
    `/v1/people/${lead}`,
    '/v1/directory',
    '/v1/directory/history',
    '/v1/duty?role=building-lead&unit=east-1',
    '/v1/duty/coverage',
    `/v1/people/${lead}/shifts`,
    `/v1/people/${lead}/duty.ics`,
    '/v1/procedures',
    '/v1/procedures/default',
    '/v1/calendars',
    '/v1/calendars/cn?month=2026-10',
    '/v1/calendars/cn/due?term=1d',
    '/v1/notices/counts',
    '/v1/dead-letters',
    '/metrics',
  ])
    expect([url, (await closed.inject({ method: 'GET', url })).statusCode]).toEqual([url, 403]);
  expect(asked).toHaveLength(16);
  await closed.close();
});
