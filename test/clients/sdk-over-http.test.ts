/** The client over HTTP against a server that answers as a test wants: what is sent again, when, and what is not. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectDoorstep, issueId, personId, unitId, type ReportInput } from '../../clients/sdk/http';
import { retryAfterMs } from '../../clients/sdk/http/request';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly match: string | undefined;
  readonly body: string;
  readonly atMs: number;
}
type Answer = (response: ServerResponse, seen: Seen) => void;

let server: Server;
let url: string;
let seen: Seen[];
let answers: Answer[];
beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { 'idempotency-key': key, authorization, 'if-match': match } = request.headers;
  const one = { method: request.method ?? '', url: request.url ?? '', key: key as string | undefined, authorization };
  seen.push({ ...one, match, body, atMs: Date.now() });
  // The last answer stays.
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  answer?.(response, seen.at(-1)!);
}

const say =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const cut: Answer = (response) => void response.socket?.destroy();
const silent: Answer = () => undefined;
const receipt = { issue: 'i-1', seq: 2, stage: 'handling', tier: 1 };
const problem = (status: number, code: string, more: object = {}) =>
  say(status, {
    type: 'x',
    title: 'x',
    status,
    detail: 'It says why.',
    code,
    remedy: 'Do that.',
    requestId: 'r-1',
    ...more,
  });

const connect = (timeoutMs = 5_000) => connectDoorstep({ url, key: 'dsk_secret', timeoutMs });
const by = personId('lead-1');
const issue = issueId('i-1');
const lamp: ReportInput = {
  text: 'x',
  category: 'lamps',
  severity: 'normal',
  channel: 'app',
  unit: unitId('b-1'),
  reporter: by,
};

it('sends the same again under one key until it is answered', async () => {
  answers = [cut, problem(503, 'SERVER_AWAY'), say(502, '<html>'), problem(504, 'NO_ANSWER'), say(200, receipt)];
  const doorstep = await connect();
  expect(await doorstep.acknowledge(issue, { by }, { ifSeq: 1 })).toStrictEqual(receipt);
  expect(seen).toHaveLength(5);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  expect(seen[0]).toMatchObject({
    method: 'POST',
    url: '/v1/issues/i-1/acknowledge',
    key: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    authorization: 'Bearer dsk_secret',
    match: '"1"',
    body: JSON.stringify({ by }),
  });
  await doorstep.acknowledge(issue, { by }, { commandId: 'take-1' });
  expect(seen.at(-1)?.key).toBe('take-1');
  await doorstep.report(lamp, { key: 'app-4711' });
  expect(seen.at(-1)).toMatchObject({ url: '/v1/issues', key: 'app-4711' });
  await doorstep.report(lamp, { key: '钥匙' });
  expect(seen.at(-1)?.key).toMatch(/^k-[0-9a-z]{32}$/);
  await doorstep.close();
});

it('stays away for as long as it is told', async () => {
  answers = [say(429, { code: 'TOO_MANY_REQUESTS', detail: 'x' }, { 'retry-after': '1' }), say(200, receipt)];
  await (await connect()).acknowledge(issue, { by });
  expect(seen[1]!.atMs - seen[0]!.atMs).toBeGreaterThanOrEqual(995);
  // Longer than the call may take: at once, with what the gateway said.
  answers = [say(429, { code: 'TOO_MANY_REQUESTS', detail: 'x' }, { 'retry-after': '60' })];
  const begun = Date.now();
  await expect((await connect()).acknowledge(issue, { by })).rejects.toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    details: { status: 429, retryAfterMs: 60_000 },
  });
  expect(Date.now() - begun).toBeLessThan(1_000);
  expect(retryAfterMs('Wed, 21 Oct 2015 07:28:10 GMT', Date.UTC(2015, 9, 21, 7, 28))).toBe(10_000);
  expect([retryAfterMs(null), retryAfterMs('soon'), retryAfterMs('2')]).toStrictEqual([undefined, undefined, 2_000]);
});

it('what is refused is not sent again, and is the error that the gateway had', async () => {
  const doorstep = await connect();
  const allowed = ['confirm'];
  answers = [problem(403, 'NOT_YOURS_TO_DO', { allowed, place: { field: 'by' } })];
  await expect(doorstep.acknowledge(issue, { by })).rejects.toMatchObject({
    name: 'DoorstepError',
    code: 'NOT_YOURS_TO_DO',
    message: 'It says why.',
    remedy: 'Do that.',
    place: { field: 'by' },
    details: { allowed, requestId: 'r-1', status: 403 },
  });
  for (const [answer, code] of [
    [problem(500, 'UNEXPECTED'), 'UNEXPECTED'],
    [problem(409, 'A_CODE_OF_TOMORROW'), 'UNEXPECTED'],
    [problem(412, 'A_CODE_OF_TOMORROW'), 'PRECONDITION_FAILED'],
    [say(401, 'no'), 'UNAUTHENTICATED'],
    [say(302, '', { location: 'http://127.0.0.1:1/' }), 'SERVER_UNFIT'],
    [say(200, '<html>hello</html>'), 'SERVER_UNFIT'],
    [say(200, { hello: 1 }), 'SERVER_UNFIT'],
  ] as const) {
    answers = [answer];
    seen = [];
    await expect(doorstep.acknowledge(issue, { by })).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(1);
  }
});

it('ends within its time, and says whether anything was sent', async () => {
  answers = [silent];
  const begun = Date.now();
  await expect((await connect(600)).acknowledge(issue, { by })).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(Date.now() - begun).toBeLessThan(2_000);
  // A third of the time each.
  expect(seen.length).toBeGreaterThanOrEqual(2);
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const nobody = await connectDoorstep({ url: `http://127.0.0.1:${port}`, key: 'k', timeoutMs: 300 });
  await expect(nobody.get(issue)).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  answers = [problem(503, 'SERVER_AWAY')];
  await expect((await connect(300)).get(issue)).rejects.toMatchObject({ code: 'SERVER_AWAY', message: 'It says why.' });
});

it('a call under way ends with its signal, and with the client', async () => {
  answers = [silent];
  const doorstep = await connect(60_000);
  const gone = new AbortController();
  const call = doorstep.get(issue, { signal: gone.signal });
  setTimeout(() => gone.abort(new Error('gone')), 50);
  await expect(call).rejects.toThrow('gone');
  const calls = Array.from({ length: 20 }, () => doorstep.get(issue));
  setTimeout(() => void doorstep.close(), 50);
  for (const one of calls) await expect(one).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
});

it('a subscription that does not come about says so in time', async () => {
  answers = [problem(503, 'SERVER_AWAY')];
  const doorstep = await connect(300);
  const events = doorstep.subscribe();
  await expect(events.ready).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  await doorstep.close();
  await expect(doorstep.subscribe().ready).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
});

it('a token that never comes costs no more than its attempts', async () => {
  const doorstep = await connectDoorstep({ url, key: () => new Promise<string>(() => undefined), timeoutMs: 300 });
  await expect(doorstep.get(issue)).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(seen).toHaveLength(0);
});

it('a token is asked for before each attempt, and never repeated in an error', async () => {
  answers = [cut, problem(401, 'UNAUTHENTICATED')];
  let count = 0;
  const doorstep = await connectDoorstep({ url, key: async () => `token-${(count += 1)}`, timeoutMs: 5_000 });
  await expect(doorstep.get(issue)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(seen.map(({ authorization }) => authorization)).toStrictEqual(['Bearer token-1', 'Bearer token-2']);
  const wrong = await connectDoorstep({ url, key: () => 'two\nlines', timeoutMs: 5_000 });
  await expect(wrong.get(issue)).rejects.toMatchObject({
    code: 'ARGUMENT_INVALID',
    message: expect.not.stringContaining('two') as unknown,
  });
});

it('what can be seen to be wrong is not sent', async () => {
  const options = { url, key: 'k' };
  for (const wrong of [
    { ...options, url: 'ftp://x' },
    { ...options, url: 'x' },
    { ...options, url: 'http://user:word@x' },
    { ...options, url: 'http://x?y=1' },
    { ...options, key: '' },
    { ...options, timeoutMs: 0 },
  ])
    await expect(connectDoorstep(wrong)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  const doorstep = await connect();
  await expect(doorstep.acknowledge(issue, { by }, { commandId: 'a b' })).rejects.toMatchObject({
    code: 'COMMAND_MALFORMED',
  });
  await expect(doorstep.handle(issue, { by, note: '', evidence: [] })).rejects.toMatchObject({
    code: 'COMMAND_MALFORMED',
  });
  expect(seen).toHaveLength(0);
});

it('a query has its values in the address', async () => {
  answers = [say(200, { issues: [] })];
  const doorstep = await connectDoorstep({ url: `${url}/`, key: 'k' });
  await doorstep.find({
    ...{ words: '灯 & 光', stage: ['open', 'handling'], tier: [1, 2], unit: 'b-1', overdue: true, sort: 'distance' },
    ...{ near: { lat: 40.5, lon: -1e-7, withinM: 500 }, due: { fromMs: 1, beforeMs: 2 }, limit: 10 },
  } as const);
  const query = Object.fromEntries(new URL(seen[0]!.url, url).searchParams);
  expect(query).toStrictEqual({
    ...{ q: '灯 & 光', stage: 'open,handling', tier: '1,2', unit: 'b-1', below: 'false', overdue: 'true' },
    ...{ sort: 'distance', near: '40.5,-0.0000001', within: '500', dueFrom: '1', dueBefore: '2', limit: '10' },
  });
});
