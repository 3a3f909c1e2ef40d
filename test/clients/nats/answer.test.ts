/** What a request over NATS becomes for the route, and what it is told when it never gets there. */
import fastify from 'fastify';
import { answerWith, busyAnswer } from '../../../clients/nats-services/answer';
import type { ServiceRequest } from '../../../messaging';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly ip: string;
}
const seen: Seen[] = [];
const app = fastify();
app.all('/*', ({ method, url, headers, body, ip }, reply) => {
  seen.push({ method, url, headers, body, ip });
  if (url.includes('slow')) return new Promise(() => undefined);
  return reply
    .code(200)
    .header('etag', '"7"')
    .send({ text: 'x'.repeat(50) });
});
beforeEach(() => void seen.splice(0));
afterAll(() => app.close());

const ask = (name: string, body: unknown, headers: Record<string, string> = {}, answerBytes = 1_000) =>
  answerWith(
    app,
    200,
  )({
    subject: `doorstep.svc.${name}`,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    headers,
    answerBytes,
  } satisfies ServiceRequest);
const refused = async (answer: ReturnType<typeof ask>) => {
  const { headers, body } = await answer;
  const { code, status } = JSON.parse(body) as { readonly code: string; readonly status: number };
  expect(headers).toMatchObject({ status: String(status), 'content-type': 'application/problem+json' });
  return [status, code];
};

test('a command is put to its route without the issue, with the four headers and no other', async () => {
  const headers = { authorization: 'Bearer k', 'idempotency-key': 'one', 'if-match': '6', cookie: 'doorstep=x' };
  const answer = await ask(
    'issue.command.acknowledge',
    { issue: 'i-1', by: 'p' },
    { ...headers, 'x-forwarded-for': '1.2.3.4' },
  );
  expect(answer.headers).toMatchObject({ status: '200', etag: '"7"' });
  const [{ method, url, body, headers: given }] = seen as [Seen];
  expect([method, url, body]).toStrictEqual(['POST', '/v1/issues/i-1/acknowledge', { by: 'p' }]);
  expect(given).toMatchObject({ authorization: 'Bearer k', 'idempotency-key': 'one', 'if-match': '"6"' });
  expect(given).not.toHaveProperty('cookie');
  expect(given).not.toHaveProperty('x-forwarded-for');
});

test('a list is asked for by an address', async () => {
  await ask('issue.list', { unit: 'a&b', open: true, limit: 20 });
  expect(seen.map(({ method, url }) => [method, url])).toStrictEqual([
    ['GET', '/v1/issues?unit=a%26b&open=true&limit=20'],
  ]);
});

test('whatever has an id in its address takes it from the body, and an id leads to no other route', async () => {
  await ask('duty.shifts', { person: 'lead-1', weeks: 2 });
  await ask('procedure.read', { procedure: 'power@2', lang: 'zh' });
  await ask('issue.counts', { by: 'stage,tier' });
  expect(seen.map(({ method, url }) => [method, url])).toStrictEqual([
    ['GET', '/v1/people/lead-1/shifts?weeks=2'],
    ['GET', '/v1/procedures/power%402?lang=zh'],
    ['GET', '/v1/issues/counts?by=stage%2Ctier'],
  ]);
  seen.splice(0);
  for (const person of ['..', '.', 'a/../b', '', undefined, 7, 'counts?x=1'])
    expect(await refused(ask('duty.shifts', { person }))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(await refused(ask('issue.notices', {}))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(seen).toStrictEqual([]);
});

test('callers with different keys are not one address, and no other way of signing in is passed on', async () => {
  for (const authorization of ['Bearer one', 'Bearer two', 'Bearer one', 'Tracking 1234'])
    await ask('issue.list', {}, { authorization });
  const [one, two, again, none] = seen as [Seen, Seen, Seen, Seen];
  expect(one.ip).toBe(again.ip);
  expect(one.ip).not.toBe(two.ip);
  expect(none.headers).not.toHaveProperty('authorization');
});

test('what can not become a request is refused with a code, and reaches no route', async () => {
  expect(await refused(ask('issue.nothing', {}))).toStrictEqual([404, 'ROUTE_UNKNOWN']);
  expect(await refused(ask('issue.report', '{'))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(await refused(ask('issue.report', '[]'))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(await refused(ask('issue.read', { issue: '../keys' }))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(await refused(ask('issue.list', { unit: [['a']] }))).toStrictEqual([400, 'REQUEST_MALFORMED']);
  expect(await refused(ask('issue.report', { text: 'x'.repeat(300_000) }))).toStrictEqual([413, 'BODY_TOO_LARGE']);
  expect(seen).toStrictEqual([]);
});

test('an answer that NATS would not carry, one that does not come, and too many at once', async () => {
  expect(await refused(ask('issue.list', {}, {}, 20))).toStrictEqual([413, 'BODY_TOO_LARGE']);
  expect(await refused(ask('issue.read', { issue: 'slow' }))).toStrictEqual([504, 'NO_ANSWER']);
  expect(await refused(Promise.resolve(busyAnswer()))).toStrictEqual([429, 'TOO_MANY_REQUESTS']);
});

test('a gateway that is being stopped says so, and that another attempt is welcome', async () => {
  const stopped = fastify();
  await stopped.ready();
  await stopped.close();
  const answer = answerWith(stopped)({
    subject: 'doorstep.svc.issue.list',
    body: new Uint8Array(),
    headers: {},
    answerBytes: 1_000,
  });
  expect(await refused(answer)).toStrictEqual([503, 'SERVER_AWAY']);
  expect((await answer).headers['retry-after']).toBe('2');
});
