/** Server-sent events on the real stack: nothing missed and nothing twice, whatever is interrupted. */
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { App } from '../../clients/http/app';
import type { Doorstep, IssueId } from '../../clients/sdk';
import { readLog } from '../../store';
import { EventStream } from '../support/event-stream';
import { freezeProcess } from '../support/faults';
import { gatewayOn } from '../support/gateway';
import { namedByHeader } from '../support/http-client';
import { done, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
const stop = new AbortController();
let app: App;
let url: string;
beforeAll(async () => {
  app = await gatewayOn(world(), { access: namedByHeader, stopping: stop.signal });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

/** Five events each. */
async function live(doorstep: Doorstep, text?: string): Promise<IssueId> {
  const { issue } = await doorstep.report(report('calm', text));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.comment(issue, { by: lead, text: '配件已到', evidence: [] });
  await doorstep.handle(issue, { by: lead, ...done });
  await doorstep.confirm(issue, { by: resident });
  return issue;
}
const TYPES = ['opened', 'acknowledged', 'commented', 'handled', 'confirmed', 'closed'];

it('all that happens comes in order, as it leaves the log: without anybody’s words', async () => {
  const stream = await EventStream.open(`${url}/v1/events`);
  await until('the stream says where it is', () => stream.lastId !== '');
  const issue = await live(world().doorstep, '我家在三楼');
  const log = await readLog(world().database, issue);
  await stream.has(log.length);
  expect(stream.messages.map(({ data }) => [data['subject'], data['seq'], data['type']])).toStrictEqual(
    log.map(({ seq, event }) => [issue, seq, `issue.${event.type}.v1`]),
  );
  expect(stream.messages.map(({ event }) => event)).toStrictEqual(log.map(({ event }) => `issue.${event.type}.v1`));
  expect(TYPES).toEqual(expect.arrayContaining(log.map(({ event }) => event.type)));
  expect(JSON.stringify(stream.messages)).not.toContain('三楼');
  await stream.close();
});

it('a reader that is interrupted again and again misses nothing and sees nothing twice', async () => {
  let stream = await EventStream.open(`${url}/v1/events`);
  await until('the stream says where it is', () => stream.lastId !== '');
  const seen: string[] = [];
  const lives = Promise.all(Array.from({ length: 12 }, () => live(world().doorstep)));
  let isOver = false;
  const over = lives.finally(() => (isOver = true));
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 120));
    await stream.close();
    seen.push(...stream.messages.map(({ data }) => String(data['id'])));
    stream = await EventStream.open(`${url}/v1/events`, { 'last-event-id': stream.lastId });
  }
  const logs = await Promise.all((await over).map((issue) => readLog(world().database, issue)));
  const wanted = logs.flatMap((log, n) => log.map(({ seq }) => [n, seq])).length;
  await stream.has(wanted - seen.length);
  await stream.close();
  seen.push(...stream.messages.map(({ data }) => String(data['id'])));
  expect(seen).toHaveLength(wanted);
  expect(new Set(seen).size).toBe(wanted);
}, 120_000);

it('an event that is committed late is neither overtaken nor lost', async () => {
  const stream = await EventStream.open(`${url}/v1/events`);
  await until('the stream says where it is', () => stream.lastId !== '');
  const { database, doorstep } = world();
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    const { issue } = await doorstep.report(report('calm'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    // It may come before what was opened meanwhile.
    expect(stream.messages).toStrictEqual([]);
    await client.query('commit');
    await stream.has(1);
    expect(stream.messages[0]?.data['subject']).toBe(issue);
  } finally {
    client.release();
    await stream.close();
  }
});

it('the stream of one issue begins with its first event, goes on by its number, and hears of no other', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  const stream = await EventStream.open(`${url}/v1/issues/${issue}/events`);
  await stream.has(1);
  await doorstep.acknowledge(issue, { by: lead });
  await live(doorstep);
  await stream.has(2);
  await stream.close();
  await doorstep.comment(issue, { by: lead, text: '看过', evidence: [] });
  const later = await EventStream.open(`${url}/v1/issues/${issue}/events?after=${stream.lastId}`);
  await later.has(1);
  await doorstep.handle(issue, { by: lead, ...done });
  await later.has(2);
  await later.close();
  expect([...stream.messages, ...later.messages].map(({ id }) => id)).toStrictEqual(['1', '2', '3', '4']);
  expect([...stream.messages, ...later.messages].every(({ data }) => data['subject'] === issue)).toBe(true);
});

it('gives what was asked for: types, units, and only what the caller sees', async () => {
  const { doorstep } = world();
  const some = await EventStream.open(`${url}/v1/events?type=handled,acknowledged&unit=east`);
  const none = await EventStream.open(`${url}/v1/events?unit=east-2`);
  await until('both say where they are', () => some.lastId !== '' && none.lastId !== '');
  await live(doorstep);
  await some.has(2);
  expect(some.messages.map(({ event }) => event)).toStrictEqual(['issue.acknowledged.v1', 'issue.handled.v1']);
  expect(none.messages).toStrictEqual([]);
  await Promise.all([some.close(), none.close()]);
  for (const path of [
    'events?after=x',
    'events?after=1',
    'events?after=9999999999-1',
    'events?type=A',
    'issues/i-x/events',
  ])
    await expect(EventStream.open(`${url}/v1/${path}`)).rejects.toMatchObject({
      status: path.includes('i-x') ? 404 : 400,
    });
});

it('one person has so many streams and no more', async () => {
  const headers = { 'x-test-person': lead };
  const open = await Promise.all(Array.from({ length: 20 }, () => EventStream.open(`${url}/v1/events`, headers)));
  await expect(EventStream.open(`${url}/v1/events`, headers)).rejects.toMatchObject({ status: 429 });
  await open[0]?.close();
  await until('there is room again', async () => {
    const again = await EventStream.open(`${url}/v1/events`, headers);
    await again.close();
    return true;
  });
  await Promise.all(open.map((stream) => stream.close()));
});

it('without NATS it looks by itself, and a stop ends every stream', async () => {
  const { doorstep } = world();
  const stream = await EventStream.open(`${url}/v1/events`);
  await until('the stream says where it is', () => stream.lastId !== '');
  const frozen = freezeProcess(world(), 'nats');
  try {
    const { issue } = await doorstep.report(report('calm'));
    await stream.has(1);
    expect(stream.messages[0]?.data['subject']).toBe(issue);
  } finally {
    frozen.thaw();
  }
  stop.abort();
  await stream.ended;
});

it('a stop does not wait for a connection on which nothing was asked', async () => {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  const beganMs = performance.now();
  await app.close();
  expect(performance.now() - beganMs).toBeLessThan(5_000);
  await ended;
});
