/** The gateway of the stack, with keys of its own, while it is raced, killed, starved and sent rubbish. */
import { connect } from 'node:net';
import { addKey, readLog } from '../../store';
import type { IssueId } from '../../clients/sdk';
import { freezePostgres, killHard } from '../support/faults';
import { foundByWords } from '../support/found';
import { grid, lead, moreTime, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests({
  env: async () => ({ DOORSTEP_HTTP_RATE: '1000000', DOORSTEP_HTTP_RATE_ANONYMOUS: '1000000' }),
});
beforeEach(() => world().inbox.expectWhatTheLogSays());
const url = () => world().stack.connections.httpUrl ?? '';
const SCOPES = ['issues.report', 'issues.read', 'issues.act'];
let key: string;
beforeAll(async () => {
  const made = {
    label: 'test',
    scopes: SCOPES,
    units: null,
    person: null,
    actsFor: true,
    createdBy: 'test',
    expiresAtMs: null,
  };
  key = (await addKey(world().database, made)).text;
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly retryAfter: string | null;
}
async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url()}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    retryAfter: answer.headers.get('retry-after'),
  };
}
const post = (path: string, body: unknown, headers?: Record<string, string>) => send('POST', path, body, headers);

const RACES = 14;

it('of fifty who decide at once one is heard, again and again', async () => {
  for (let round = 0; round < RACES; round += 1) {
    const { issue: id } = await world().doorstep.report(report('calm'));
    await world().doorstep.acknowledge(id, { by: lead });
    await world().doorstep.request(id, { by: lead, ...moreTime });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        post(
          `/v1/issues/${id}/${n % 3 === 0 ? 'reject' : 'approve'}`,
          { by: grid[n % 2] },
          { 'idempotency-key': `race-${round}-${n}` },
        ),
      ),
    );
    expect(answers.filter(({ status }) => status >= 500)).toStrictEqual([]);
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([200, ...Array<number>(49).fill(409)]);
    expect(new Set(answers.flatMap(({ status, body }) => (status === 409 ? [body['code']] : [])))).toStrictEqual(
      new Set(['APPROVAL_DECIDED']),
    );
    const decided = (await readLog(world().database, id)).filter(({ event }) =>
      /^(approved|rejected)$/.test(event.type),
    );
    expect(decided).toHaveLength(1);
  }
}, 180_000);

/** What a client does that gets no answer: the same again, under the same key. */
async function untilAnswered(path: string, body: object, idempotencyKey: string): Promise<Answer> {
  return until(`${path} is answered`, async () => {
    const answer = await post(path, body, { 'idempotency-key': idempotencyKey });
    return answer.status < 500 ? answer : undefined;
  });
}

it('a gateway that is killed before or after the commit leaves one issue and one decision', async () => {
  for (let round = 0; round < 4; round += 1) {
    const text = `第${round}次被打断的上报 nonce${round}x`;
    const matter = { ...report('calm', text) };
    const first = post('/v1/issues', matter, { 'idempotency-key': `killed-${round}` }).catch(() => null);
    if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve, round * 4));
    else await until('the report is in the log', async () => (await found(text)).length > 0);
    await killHard(world(), 'gateway');
    await first;
    const answer = await untilAnswered('/v1/issues', matter, `killed-${round}`);
    expect(answer.status).toBe(201);
    expect(await found(text)).toStrictEqual([answer.body['issue']]);
    const path = `/v1/issues/${String(answer.body['issue'])}/acknowledge`;
    const taking = post(path, { by: lead }, { 'idempotency-key': `taken-${round}` }).catch(() => null);
    await killHard(world(), 'gateway');
    await taking;
    expect(await untilAnswered(path, { by: lead }, `taken-${round}`)).toMatchObject({ status: 200, body: { seq: 2 } });
    expect(await readLog(world().database, answer.body['issue'] as IssueId)).toHaveLength(2);
  }
}, 240_000);

const found = (words: string) => foundByWords(world(), words);

it('while PostgreSQL stands still callers are told to come back, and nothing is half done', async () => {
  const { issue } = await world().doorstep.report(report('calm'));
  const matter = report('calm', '数据库停住时的上报 frozen');
  const frozen = freezePostgres(world());
  let answers: readonly Answer[];
  try {
    answers = await Promise.all([
      send('GET', `/v1/issues/${issue}`),
      send('GET', '/v1/issues'),
      post('/v1/issues', matter, { 'idempotency-key': 'frozen' }),
      post(`/v1/issues/${issue}/acknowledge`, { by: lead }, { 'idempotency-key': 'frozen' }),
    ]);
  } finally {
    frozen.thaw();
  }
  for (const { status, body, retryAfter } of answers) {
    expect([503, 504]).toContain(status);
    expect(['SERVER_AWAY', 'NO_ANSWER']).toContain(body['code']);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
  const reported = await untilAnswered('/v1/issues', matter, 'frozen');
  expect(await found('frozen')).toStrictEqual([reported.body['issue']]);
  expect((await untilAnswered(`/v1/issues/${issue}/acknowledge`, { by: lead }, 'frozen')).body).toMatchObject({
    seq: 2,
  });
  expect(await readLog(world().database, issue)).toHaveLength(2);
}, 180_000);

it('rubbish is refused in one form, and says what is wrong', async () => {
  const matter = report('calm');
  const as = (type: string) => ({ 'content-type': type });
  const cases: readonly (readonly [Promise<Answer>, number, string])[] = [
    [post('/v1/issues', { ...matter, text: 'x'.repeat(300_000) }), 413, 'BODY_TOO_LARGE'],
    [post('/v1/issues', '{"text":'), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', ''), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', '[]'), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', 'null'), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', 'text=x', as('text/plain')), 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [post('/v1/issues', { ...matter, colour: 'red' }), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', { ...matter, unit: 'nowhere' }), 404, 'UNIT_UNKNOWN'],
    [post('/v1/issues', '{"__proto__":{"x":1}}'), 400, 'REQUEST_MALFORMED'],
    [post('/v1/issues', matter, { 'idempotency-key': '钥匙'.replace(/./g, 'é') }), 400, 'REQUEST_MALFORMED'],
    [send('GET', '/v1/issues/%E0%A4%A'), 400, 'REQUEST_MALFORMED'],
    [send('GET', '/v1/issues?q=%00'), 400, 'REQUEST_MALFORMED'],
    [send('PATCH', '/v1/issues'), 405, 'METHOD_UNKNOWN'],
    [send('GET', '/v2/issues'), 404, 'ROUTE_UNKNOWN'],
    [send('GET', `/v1/issues/${'x'.repeat(300)}`), 400, 'REQUEST_MALFORMED'],
  ];
  for (const [answer, status, code] of cases) {
    const { status: given, body } = await answer;
    expect([given, body['code'], body['status']]).toStrictEqual([status, code, status]);
  }
  const unknown = await post('/v1/issues', { ...matter, colour: 'red' });
  expect(JSON.stringify(unknown.body['problems'])).toContain('colour');
});

it('what is no request is answered and let go', async () => {
  const { hostname, port } = new URL(url());
  const say = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) });
      let heard = '';
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      socket.once('close', () => resolve(heard));
      socket.once('error', reject);
      socket.write(text);
    });
  const large = await say(`GET /livez HTTP/1.1\r\nhost: x\r\nx-large: ${'y'.repeat(40_000)}\r\n\r\n`);
  expect(large).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json[^]*"code":"REQUEST_MALFORMED"/);
  expect(await say('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"code":"REQUEST_MALFORMED"/);
  expect((await send('GET', '/livez')).status).toBe(200);
});
