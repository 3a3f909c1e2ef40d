/** A bulk through a gateway that answers as a test wants: what is asked again, under which name, and what is made of it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectDoorstep, issueId, personId, type BulkResult, type IssueId } from '../../clients/sdk/http';

interface Seen {
  readonly url: string;
  readonly key: string | undefined;
  readonly body: { readonly issues: readonly IssueId[]; readonly command: string; readonly payload: object };
}
type Answer = { readonly status: number; readonly body: unknown } | 'cut';

let server: Server;
let url: string;
let seen: Seen[];
let answer: (asked: Seen, count: number) => Answer;
beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const key = request.headers['idempotency-key'] as string | undefined;
      seen.push({ url: request.url ?? '', key, body: JSON.parse(text || '{}') as Seen['body'] });
      const said = answer(seen.at(-1)!, seen.length);
      if (said === 'cut') return void response.socket?.destroy();
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const by = personId('lead-1');
const ids = (count: number): readonly IssueId[] => Array.from({ length: count }, (_, at) => issueId(`i-${at}`));
const accepted = (issue: IssueId): BulkResult => ({
  issue,
  outcome: 'accepted',
  receipt: { issue, seq: 2, stage: 'handling', tier: 1 },
});
const unsent = (issue: IssueId) => ({ issue, outcome: 'unsent' });
const failed = (issue: IssueId, code: string) => ({ issue, outcome: 'failed', code, message: 'It says why.' });
const results = (made: readonly unknown[]): Answer => ({ status: 200, body: { results: made } });
const problem = (status: number, code: string): Answer => ({ status, body: { code, detail: 'It says why.', status } });
const connect = (timeoutMs = 5_000) => connectDoorstep({ url, key: 'k', timeoutMs });

it('goes part by part under one name, and asks again only for what is open', async () => {
  answer = ({ body: { issues } }, count) => {
    if (count === 1) return 'cut';
    if (count === 2) return problem(503, 'SERVER_AWAY');
    if (count === 3)
      return results(
        issues.map((issue, at) => (at === 3 ? failed(issue, 'NO_ANSWER') : at > 29 ? unsent(issue) : accepted(issue))),
      );
    return results(issues.map(accepted));
  };
  const doorstep = await connect();
  const bulk = doorstep.bulk('comment', ids(40), { by, text: 'x', evidence: [] }, { bulkId: 'b-1', occurredAtMs: 7 });
  expect(await bulk.summary()).toMatchObject({ bulkId: 'b-1', issues: 40, accepted: 40, failed: 0, unsent: 0 });
  expect(seen.map(({ url: path, key }) => [path, key])).toStrictEqual(Array(5).fill(['/v1/bulk', 'b-1']));
  expect(seen.map(({ body }) => body.issues)).toStrictEqual([
    ids(32),
    ids(32),
    ids(32),
    ['i-3', 'i-30', 'i-31'],
    ids(40).slice(32),
  ]);
  const payload = { by, text: 'x', evidence: [], occurredAtMs: 7 };
  expect(seen[0]?.body).toStrictEqual({ command: 'comment', payload, issues: ids(32) });
  await doorstep.close();
});

it('what stays without an answer has failed, and what is refused for all is refused for each', async () => {
  answer = ({ body: { issues } }) =>
    results(issues.map((issue) => (issue === 'i-0' ? failed(issue, 'ENGINE_FAULT') : unsent(issue))));
  const doorstep = await connect(400);
  const slow = await doorstep.bulk('acknowledge', ids(3), { by }).summary();
  expect(slow).toMatchObject({ accepted: 0, failed: 3, unsent: 0, byCode: { NO_ANSWER: 2, ENGINE_FAULT: 1 } });
  // Another attempt would meet the same fault.
  expect(seen.slice(1).every(({ body }) => !body.issues.includes(issueId('i-0')))).toBe(true);
  answer = () => problem(403, 'FORBIDDEN');
  seen = [];
  expect(await doorstep.bulk('acknowledge', ids(40), { by }).summary()).toMatchObject({ refused: 40 });
  expect(seen).toHaveLength(2);
  answer = () => problem(503, 'SERVER_AWAY');
  expect(await doorstep.bulk('acknowledge', ids(2), { by }).summary()).toMatchObject({ failed: 2 });
  answer = () => ({ status: 200, body: { hello: 1 } });
  expect(await doorstep.bulk('acknowledge', ids(2), { by }).summary()).toMatchObject({ byCode: { SERVER_UNFIT: 2 } });
});

it('begins with its reader, goes no further than it, and nothing more after its signal', async () => {
  answer = ({ body: { issues } }) => results(issues.map(accepted));
  const doorstep = await connect();
  const unread = doorstep.bulk('acknowledge', ids(100), { by });
  expect(unread.id).toMatch(/^b-/);
  for await (const { outcome } of unread) {
    expect(outcome).toBe('accepted');
    break;
  }
  expect(seen).toHaveLength(1);
  expect(await unread.summary()).toMatchObject({ accepted: 32, unsent: 68 });
  const stop = new AbortController();
  answer = ({ body: { issues } }) => {
    stop.abort();
    return results(issues.map((issue, at) => (at === 0 ? unsent(issue) : accepted(issue))));
  };
  seen = [];
  const stopped = doorstep.bulk('acknowledge', ids(100), { by }, { signal: stop.signal });
  expect(await stopped.summary()).toMatchObject({ accepted: 31, unsent: 69, failed: 0 });
  expect(seen).toHaveLength(1);
});

it('foretells a hundred at a time, and by no name but that of a bulk', async () => {
  answer = ({ body: { issues } }) => results(issues.map((issue) => ({ issue, outcome: 'counted' })));
  const doorstep = await connect();
  const told = [];
  for await (const { issue } of doorstep.foretell('acknowledge', ids(150), { by })) told.push(issue);
  for await (const { issue } of doorstep.foretell('acknowledge', ids(1), { by }, { bulkId: 'b-1' })) told.push(issue);
  expect(told).toStrictEqual([...ids(150), ...ids(1)]);
  expect(seen.map(({ url: path, key, body }) => [path, key, body.issues.length])).toStrictEqual([
    ['/v1/bulk/foretell', undefined, 100],
    ['/v1/bulk/foretell', undefined, 50],
    ['/v1/bulk/foretell', 'b-1', 1],
  ]);
});

it('what a path names is in the path, and nowhere else', async () => {
  answer = () => ({ status: 200, body: { shifts: [] } });
  const doorstep = await connect();
  expect(await doorstep.duty.shifts(by, { weeks: 2 })).toStrictEqual([]);
  await doorstep.duty.read({ role: 'grid-worker', unit: 'o', competence: ['b', 'a', 'b'] }, { atMs: 5 });
  await doorstep.counts({ unit: 'o', by: ['tier', 'tier'] });
  expect(seen.map(({ url: path }) => path)).toStrictEqual([
    '/v1/people/lead-1/shifts?weeks=2',
    '/v1/duty?role=grid-worker&unit=o&competence=a%2Cb&at=5',
    '/v1/issues/counts?unit=o&below=false&by=tier',
  ]);
});
