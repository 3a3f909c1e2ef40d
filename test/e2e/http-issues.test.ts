/** Issues over HTTP on the real stack: reported once, read, found, decided, followed back in time. */
import type { App } from '../../clients/http/app';
import { issueId } from '../../clients/sdk';
import { gatewayOn } from '../support/gateway';
import { HttpClient, namedByHeader } from '../support/http-client';
import { done, grid, lead, report, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let app: App;
let http: HttpClient;
beforeAll(async () => {
  app = await gatewayOn(world(), { access: namedByHeader });
  http = new HttpClient(app);
});
afterAll(() => app.close());

const { reporter: _reporter, ...matter } = report('calm');
const opened = async (more: object = {}, key?: string): Promise<string> => {
  const answer = await http
    .as(resident)
    .post('/v1/issues', { ...matter, ...more }, key === undefined ? {} : { 'idempotency-key': key });
  return String(answer.body['issue']);
};

it('a report is an issue, once however often it is sent, and never somebody else’s', async () => {
  const headers = { 'idempotency-key': 'app-1' };
  const first = await http.as(resident).post('/v1/issues', matter, headers);
  expect(first).toMatchObject({
    status: 201,
    body: { seq: 1, stage: 'open' },
    headers: { etag: '"1"' },
  });
  const issue = String(first.body['issue']);
  expect(first.headers['location']).toBe(`/v1/issues/${issue}`);
  expect(await http.as(resident).post('/v1/issues', matter, { 'idempotency-key': '"app-1"' })).toMatchObject({
    status: 201,
    body: { issue, seq: 1 },
  });
  expect(await http.as(resident).post('/v1/issues', { ...matter, text: '别的' }, headers)).toMatchObject({
    status: 409,
    body: { code: 'REPORT_MISMATCH' },
  });
  const other = await http.as('resident-2').post('/v1/issues', matter, headers);
  expect(other.status).toBe(201);
  expect(other.body['issue']).not.toBe(issue);
  // A lead who was told on the stairs, and a service that says for whom.
  expect(await http.as(lead).post('/v1/issues', { ...matter, reporter: resident })).toMatchObject({ status: 201 });
  expect(await http.post('/v1/issues', { ...matter, reporter: resident })).toMatchObject({ status: 201 });
  expect(await http.post('/v1/issues', matter)).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_MALFORMED', place: { field: 'body.reporter' } },
  });
});

it('an issue is read with its ETag, and not sent again to whoever has it', async () => {
  const issue = await opened({ location: { lat: 40.81, lon: 111.71 } });
  const read = await http.as(lead).get(`/v1/issues/${issue}`);
  expect(read).toMatchObject({
    status: 200,
    headers: { etag: '"1"', 'cache-control': 'private, no-cache' },
    body: { id: issue, seq: 1, text: matter.text, reporter: resident, location: { lat: 40.81, lon: 111.71 } },
  });
  expect(Object.keys(read.body)).not.toContain('rules');
  expect(await http.get(`/v1/issues/${issue}`, { 'if-none-match': 'W/"1"' })).toMatchObject({ status: 304, text: '' });
  expect(await http.get(`/v1/issues/${issue}`, { 'if-none-match': '"2"' })).toMatchObject({ status: 200 });
  expect(await http.get('/v1/issues/i-none')).toMatchObject({ status: 404, body: { code: 'ISSUE_UNKNOWN' } });
  expect(await http.get('/v1/issues/Not%20An%20Id')).toMatchObject({ status: 400 });
});

it('a command counts once under its key, only by who the caller is, and is read at once', async () => {
  const issue = await opened();
  const headers = { 'idempotency-key': 'take-1' };
  const path = `/v1/issues/${issue}/acknowledge`;
  const taken = await http.as(lead).post(path, undefined, headers);
  expect(taken).toMatchObject({ status: 200, body: { issue, seq: 2, stage: 'handling' }, headers: { etag: '"2"' } });
  expect((await http.get(`/v1/issues/${issue}`)).body).toMatchObject({ seq: 2, assignee: lead });
  expect(await http.as(lead).post(path, {}, headers)).toMatchObject({ status: 200, body: { seq: 2 } });
  expect(await http.as(lead).post(`/v1/issues/${issue}/comment`, { text: '?', evidence: [] }, headers)).toMatchObject({
    status: 409,
    body: { code: 'COMMAND_ID_REUSED' },
  });
  expect(await http.as(lead).post(path, { by: grid[0] })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await http.as(resident).post(`/v1/issues/${issue}/handle`, done)).toMatchObject({
    status: 403,
    body: { code: 'NOT_YOURS_TO_DO' },
  });
  expect(await http.post(`/v1/issues/${issue}/handle`, { ...done, by: lead })).toMatchObject({ status: 200 });
  expect(await http.as(resident).post(`/v1/issues/${issue}/confirm`)).toMatchObject({
    status: 200,
    body: { stage: 'closed' },
  });
  expect(await http.as(lead).post(path, {}, headers)).toMatchObject({ status: 200, body: { seq: 2 } });
});

it('If-Match holds a command to what was read', async () => {
  const issue = await opened();
  await http.as(lead).post(`/v1/issues/${issue}/acknowledge`);
  const say = (etag: string, key?: string) =>
    http
      .as(lead)
      .post(
        `/v1/issues/${issue}/comment`,
        { text: '看过', evidence: [] },
        { 'if-match': etag, ...(key === undefined ? {} : { 'idempotency-key': key }) },
      );
  expect(await say('"1"')).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  expect(await say('"2"', 'c')).toMatchObject({ status: 200, body: { seq: 3 } });
  expect(await say('"2"', 'c')).toMatchObject({ status: 200, body: { seq: 3 } });
  expect(await say('"2"')).toMatchObject({ status: 412 });
  expect(await say('*')).toMatchObject({ status: 200 });
  expect(await say('seven')).toMatchObject({ status: 400, body: { place: { field: 'headers.if-match' } } });
});

it('is found by its words in both languages, by its unit, and page after page without a gap', async () => {
  const texts = ['三楼的声控灯不亮', '下水道堵了', 'The street lights are dark', '电梯 stopped between floors'];
  const made = new Map<string, string>();
  for (const text of texts) made.set(text, await opened({ text, unit: 'east-2' }));
  const find = async (query: string) => {
    const { status, body } = await http.get(`/v1/issues?${query}`);
    expect([query, status, body['code']]).toStrictEqual([query, 200, undefined]);
    return (body['issues'] as { id: string }[]).map(({ id }) => id);
  };
  const [lamp, sewer, street, lift] = texts.map((text) => made.get(text));
  const inEast2 = async (q: string) => find(`unit=east-2&q=${encodeURIComponent(q)}`);
  expect(await inEast2('声控')).toStrictEqual([lamp]);
  expect(await inEast2('灯')).toStrictEqual([lamp]);
  expect(await inEast2('控灯不亮')).toStrictEqual([lamp]);
  expect(await inEast2('灯声')).toStrictEqual([]);
  expect(await inEast2('堵')).toStrictEqual([sewer]);
  expect(await inEast2('LIGHT')).toStrictEqual([street]);
  expect(await inEast2('ligh dark')).toStrictEqual([street]);
  expect(await inEast2('lightly')).toStrictEqual([street]);
  expect(await inEast2('floor 电梯')).toStrictEqual([lift]);
  expect(await inEast2("' | 灯 & !x:*")).toStrictEqual([]);
  const all = await find('unit=east&limit=200&sort=oldest');
  expect(all.length).toBeGreaterThan(7);
  for (const sort of ['overdue', 'newest', 'oldest', 'updated', 'tier', 'severity']) {
    const seen: string[] = [];
    for (let query = `unit=town&limit=3&sort=${sort}`, cursor: string | undefined; ;) {
      const { body } = await http.get(`/v1/issues?${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      seen.push(...(body['issues'] as { id: string }[]).map(({ id }) => id));
      cursor = body['next'] as string | undefined;
      if (cursor === undefined) break;
    }
    expect([sort, [...seen].sort()]).toStrictEqual([sort, [...all].sort()]);
  }
  const page = await http.get('/v1/issues?limit=1&sort=newest');
  expect(await http.get(`/v1/issues?limit=1&sort=oldest&cursor=${String(page.body['next'])}`)).toMatchObject({
    status: 400,
    body: { place: { field: 'querystring.cursor' } },
  });
  for (const bad of [
    'unit=nowhere',
    'stage=odd',
    'limit=201',
    'limit=0',
    'colour=red',
    'sort=distance',
    'q=%21',
    'cursor=x',
  ])
    expect([bad, (await http.get(`/v1/issues?${bad}`)).status]).toStrictEqual([
      bad,
      bad.startsWith('unit') ? 404 : 400,
    ]);
  const counts = await http.get('/v1/issues/counts?unit=east-2&by=stage,category');
  expect(counts.body).toStrictEqual({
    total: 4,
    by: { stage: [{ key: 'open', count: 4 }], category: [{ key: 'calm', count: 4 }] },
  });
  const { body: everything } = await http.get('/v1/issues/counts');
  expect(Object.keys(everything['by'] as object)).toStrictEqual([
    'stage',
    'tier',
    'unit',
    'category',
    'severity',
    'procedure',
  ]);
});

it('the nearest is found first, and nothing beyond the circle', async () => {
  const at = (lat: number, lon: number) => opened({ text: '井盖', location: { lat, lon } });
  const [far, near, middle] = [await at(41.2, 112.2), await at(41.0001, 112), await at(41.01, 112)];
  const query = 'near=41,112&sort=distance&q=%E4%BA%95%E7%9B%96';
  const all = await http.get(`/v1/issues?${query}`);
  expect((all.body['issues'] as { id: string }[]).map(({ id }) => id)).toStrictEqual([near, middle, far]);
  const found = (await http.get(`/v1/issues?${query}&within=2000`)).body['issues'] as {
    id: string;
    distanceM: number;
  }[];
  expect(found.map(({ id }) => id)).toStrictEqual([near, middle]);
  // A hundredth of a degree of latitude is 1,112 m.
  expect(Math.abs((found[1]?.distanceM ?? 0) - 1_112)).toBeLessThan(3);
});

it('tells what happened, why, with proof, and how it stood then', async () => {
  const beforeMs = Date.now() - 60_000;
  const issue = await opened();
  const openedAt = Number(
    ((await http.get(`/v1/issues/${issue}/timeline`)).body['entries'] as { recordedAtMs: number }[])[0]?.recordedAtMs,
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  await http.as(lead).post(`/v1/issues/${issue}/acknowledge`);
  await http.as(lead).post(`/v1/issues/${issue}/handle`, done);
  const pages = [await http.get(`/v1/issues/${issue}/timeline?limit=2`)];
  expect(pages[0]?.body).toMatchObject({
    entries: [
      { seq: 1, type: 'opened' },
      { seq: 2, actor: lead },
    ],
    next: 2,
  });
  pages.push(await http.get(`/v1/issues/${issue}/timeline?limit=2&after=2`));
  expect(pages[1]?.body).toMatchObject({ entries: [{ seq: 3, type: 'handled', event: { note: done.note } }] });
  expect(pages[1]?.body).not.toHaveProperty('next');
  expect((await http.get(`/v1/issues/${issue}/chain`)).body).toStrictEqual({ issue, events: 3, brokenAtSeq: null });
  expect((await http.get(`/v1/issues/${issue}/explain`)).body).toMatchObject({
    seq: 3,
    waits: [{ what: 'confirmation', whom: [resident] }],
  });
  expect(await http.get(`/v1/issues/${issue}?at=${openedAt}`)).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { seq: 1, stage: 'open', assignee: null },
  });
  expect((await http.get(`/v1/issues/${issue}/explain?at=${new Date(openedAt).toISOString()}`)).body).toMatchObject({
    seq: 1,
    waits: expect.arrayContaining([expect.objectContaining({ what: 'acknowledgement' })]) as unknown,
  });
  expect(await http.get(`/v1/issues/${issue}?at=${beforeMs}`)).toMatchObject({
    status: 404,
    body: { code: 'ISSUE_UNKNOWN' },
  });
  expect(await http.get(`/v1/issues/${issue}?at=yesterday`)).toMatchObject({ status: 400 });
  expect((await world().doorstep.get(issueId(issue))).seq).toBe(3);
});
