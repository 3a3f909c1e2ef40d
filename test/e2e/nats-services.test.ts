/** Services over NATS on real servers: the same as over HTTP, whichever gateway answers and whatever is killed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pino } from 'pino';
import { openAccess } from '../../clients/http/identity/open-access';
import { runServices } from '../../clients/nats-services/run';
import { SERVICES } from '../../clients/nats-services/table';
import type { IssueId } from '../../clients/sdk';
import { natsSeedFile } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import { closeNats, connectNats, type NatsConnection } from '../../messaging';
import { headers as newHeaders } from '../../messaging/nats';
import { livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { readLog } from '../../store';
import { killHard } from '../support/faults';
import { foundByWords } from '../support/found';
import { gatewayOn } from '../support/gateway';
import { keyOf } from '../support/gateway-with-keys';
import { lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let key: string;
let nats: NatsConnection;
beforeAll(async () => {
  const scopes = [
    'issues.report',
    'issues.read',
    'issues.act',
    'directory.read',
    'notices.read',
    'metrics.read',
  ] as const;
  key = await keyOf(world(), null, scopes);
  const { connections } = world().stack;
  nats = await connectNats(connections.natsUrl, 'service', { seedFile: natsSeedFile(connections, 'service') });
  await until('a gateway serves', async () => (await once('issue.list', { limit: 1 })) !== undefined);
});
afterAll(() => closeNats(nats));

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly etag: string;
}

/** How long somebody waits who asks again. */
const LOST_MS = 3_000;

/** undefined when nobody answers. */
async function once(
  service: string,
  body: unknown,
  more: Record<string, string> = {},
  timeout = 20_000,
): Promise<Answer | undefined> {
  const headers = newHeaders();
  for (const [name, value] of Object.entries({ authorization: `Bearer ${key}`, ...more })) headers.set(name, value);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await nats
    .request(`doorstep.svc.${service}`, text, { headers, timeout })
    .catch((error: unknown) => void error);
  if (answer === undefined) return undefined;
  const found = { status: Number(answer.headers?.get('status')), etag: answer.headers?.get('etag') ?? '' };
  return { ...found, body: answer.json<Record<string, unknown>>() };
}
const ask = async (...asked: Parameters<typeof once>): Promise<Answer> =>
  (await once(...asked)) ?? { status: 0, body: {}, etag: '' };

it('reports, commands, reads and refuses as HTTP does', async () => {
  const matter = report('calm', '水管漏了 natsone');
  const first = await ask('issue.report', matter, { 'idempotency-key': 'one' });
  const id = String(first.body['issue']);
  expect(first).toMatchObject({ status: 201, body: { seq: 1, stage: 'open' }, etag: '"1"' });
  expect(await ask('issue.report', matter, { 'idempotency-key': 'one' })).toStrictEqual(first);
  expect(await ask('issue.report', { ...matter, text: '?' }, { 'idempotency-key': 'one' })).toMatchObject({
    status: 409,
    body: { code: 'REPORT_MISMATCH' },
  });
  const taken = await ask('issue.command.acknowledge', { issue: id, by: lead }, { 'if-match': '1' });
  expect(taken).toMatchObject({ status: 200, body: { seq: 2 } });
  const comment = { issue: id, by: lead, text: '?', evidence: [] };
  expect(await ask('issue.command.comment', comment, { 'if-match': '1' })).toMatchObject({
    status: 412,
    body: { code: 'PRECONDITION_FAILED' },
  });
  const twice = await ask('issue.command.acknowledge', { issue: id, by: lead });
  expect(twice).toMatchObject({ status: 409, body: { status: 409, allowed: expect.any(Array) as unknown } });
  expect(await ask('issue.read', { issue: id })).toMatchObject({ status: 200, body: { id, assignee: lead } });
  expect((await ask('issue.explain', { issue: id })).body).toMatchObject({
    issue: id,
    waits: expect.any(Array) as unknown,
  });
  expect((await ask('issue.timeline', { issue: id, limit: 1 })).body).toMatchObject({ entries: [{ seq: 1 }], next: 1 });
  expect((await ask('issue.list', { q: 'natsone', open: true })).body).toMatchObject({ issues: [{ id }] });
  expect((await ask('duty.read', { role: 'building-lead', unit: 'east-1' })).body).toMatchObject({ people: [lead] });
  // The very same request over HTTP is the same issue: the key is the caller's, whatever way it comes.
  const overHttp = await fetch(`${world().stack.connections.httpUrl ?? ''}/v1/issues`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'one' },
    body: JSON.stringify(matter),
  });
  expect(await overHttp.json()).toStrictEqual(first.body);
});

it('every read answers, and says what HTTP says', async () => {
  const first = await ask('issue.report', report('calm', 'natsreads'));
  const values: Readonly<Record<string, string>> = {
    ...{ issue: String(first.body['issue']), person: lead, procedure: 'calm@1', calendar: 'cn-office' },
    ...{ role: 'building-lead', unit: 'east-1', month: '2026-10', term: '2d', from: '0', at: `${Date.now()}` },
  };
  const wanted: Readonly<Record<string, readonly string[]>> = {
    '/v1/duty': ['role', 'unit', 'at'],
    '/v1/calendars/{calendar}': ['month'],
    '/v1/calendars/{calendar}/due': ['term', 'from'],
    '/v1/people/{person}': ['at'],
  };
  const unknown: string[] = [];
  for (const { subject, path } of SERVICES.filter(({ method }) => method === 'GET')) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const asked = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
    const query = asked(wanted[path] ?? []);
    const overNats = await ask(subject.replace('doorstep.svc.', ''), { ...asked(named), ...query });
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
    const url = `${world().stack.connections.httpUrl ?? ''}${address}?${new URLSearchParams(query).toString()}`;
    const overHttp = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    expect([subject, overNats.status, timeless(overNats.body)]).toStrictEqual([
      subject,
      overHttp.status,
      timeless((await overHttp.json()) as object),
    ]);
    if (overNats.status !== 200) unknown.push(subject);
  }
  // This place has no calendar.
  expect(unknown).toStrictEqual(['doorstep.svc.calendar.read', 'doorstep.svc.calendar.due']);
  // Rights are those of HTTP.
  const reader = { authorization: `Bearer ${await keyOf(world(), null, ['issues.read'])}` };
  for (const service of ['issue.notices', 'notice.counts', 'duty.coverage', 'person.read'])
    expect([service, await ask(service, values, reader)]).toMatchObject([service, { status: 403 }]);
});

/** Without what moves on between two requests, and what names one of them. */
function timeless(body: object): object {
  const moving = ['fromMs', 'untilMs', 'atMs', 'counts', 'requestId', 'notices'];
  const rest = Object.entries(body).filter(([name]) => !moving.includes(name));
  return { ...Object.fromEntries(rest), fields: Object.keys(body) };
}

it('refuses wrong keys, bodies that are too large and services that are not there', async () => {
  const wrong = { authorization: `Bearer dsk_${'x'.repeat(40)}` };
  expect(await ask('issue.list', {}, wrong)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  await until('who goes on with it is braked', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('issue.list', {}, wrong)));
    return answers.some(({ status }) => status === 429);
  });
  // Others are not slowed down by it.
  expect(await ask('issue.list', {}, { authorization: `Bearer dsk_${'y'.repeat(40)}` })).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  });
  expect(await ask('issue.list', { limit: 1 })).toMatchObject({ status: 200 });
  const large = { ...report('calm'), text: 'x'.repeat(300_000) };
  expect(await ask('issue.report', large)).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  expect(await ask('issue.erase', {})).toMatchObject({ status: 404, body: { code: 'ROUTE_UNKNOWN' } });
  const reader = await keyOf(world(), null, ['issues.read']);
  expect(await ask('issue.report', report('calm'), { authorization: `Bearer ${reader}` })).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  });
});

it('two gateways share the requests, and one that stops answers what it has taken', async () => {
  const place = livePolicies(readPolicies(join(world().folder, 'policies')), world().database);
  const log = pino({ level: 'silent' });
  const access = openAccess({ database: world().database, place, log });
  const app = await gatewayOn(world(), { access, place });
  let taken = 0;
  app.addHook('onRequest', async () => void (taken += 1));
  const services = runServices(app, async () => world().nats, log);
  await until('the second gateway has its share', async () => {
    await ask('issue.list', { limit: 1 });
    return taken > 0;
  });
  taken = 0;
  const asked = Array.from({ length: 40 }, () => ask('issue.list', { limit: 1 }));
  expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toStrictEqual(new Set([200]));
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(40);
  taken = 0;
  const late = Array.from({ length: 20 }, (_, n) =>
    ask('issue.report', report('calm', `drained ${n}`), { 'idempotency-key': `drained-${n}` }),
  );
  await until('it has some of them', () => taken > 0);
  await services.stop();
  expect(new Set((await Promise.all(late)).map(({ status }) => status))).toStrictEqual(new Set([201]));
  const before = taken;
  await Promise.all(Array.from({ length: 10 }, () => ask('issue.list', { limit: 1 })));
  expect(taken).toBe(before);
  await app.close();
  await access.close();
});

it('a gateway that is killed before or after the commit leaves one issue', async () => {
  for (let round = 0; round < 2; round += 1) {
    const text = `natskilled${round}x`;
    const again = () => once('issue.report', report('calm', text), { 'idempotency-key': `killed-${round}` }, LOST_MS);
    const first = again();
    if (round === 1) await until('the report is in the log', async () => (await found(text)).length > 0);
    await killHard(world(), 'gateway');
    const answer = await until('it is answered', async () => {
      const said = await again();
      return said !== undefined && said.status < 500 ? said : undefined;
    });
    await first;
    expect(answer.status).toBe(201);
    expect(await found(text)).toStrictEqual([answer.body['issue']]);
  }
}, 180_000);

const found = (words: string) => foundByWords(world(), words);

it('is there again after NATS was killed', async () => {
  await killHard(world(), 'nats');
  await until('services answer', async () => (await once('issue.list', { limit: 1 }, {}, LOST_MS))?.status === 200);
});

it('the example reports, reacts to an event, and run again does neither twice', async () => {
  const { connections } = world().stack;
  const run = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(packageRoot(), 'dist/examples/nats-service/service.js')], {
        env: {
          ...{ NATS_URL: connections.natsUrl, NATS_SEED: natsSeedFile(connections, 'service'), KEY: key },
          ...{ UNIT: 'east-1', CATEGORY: 'calm', PERSON: resident },
        },
        timeout: 90_000,
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const id = /^reported (\S+)/.exec(said)?.[1];
          if (id !== undefined && !said.includes('commented'))
            world()
              .caller.command('acknowledge', id as IssueId, { by: lead })
              .catch(() => undefined);
        });
      child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
    });
  const said = await run();
  const id = /^reported (\S+)\ncommented \1\n$/.exec(said)?.[1] ?? said;
  expect(await run()).toBe(said);
  const types = (await readLog(world().database, id as IssueId)).map(({ event }) => event.type);
  expect(types).toStrictEqual(['opened', 'acknowledged', 'commented']);
}, 200_000);
