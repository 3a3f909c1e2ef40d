/** Requests on a real server: who may answer, where answers go, and how many are taken at once. */
import { serveRequests, type NatsConnection, type Serving } from '../../messaging';
import { startWorld, type World } from './harness';

jest.setTimeout(60_000);
let world: World;
beforeAll(async () => (world = await startWorld([])));
afterAll(() => (world as World | undefined)?.end());

const SUBJECT = 'doorstep.svc.issue.read';
let release: () => void;
let held: Promise<void>;
beforeEach(() => void (held = new Promise((resolve) => (release = resolve))));

const serve = (nats: NatsConnection): Serving =>
  serveRequests(nats, {
    subject: 'doorstep.svc.>',
    queue: 'gateways',
    atMost: 2,
    busy: () => ({ headers: { status: '429' }, body: '{}' }),
    answer: async ({ headers, body }) => {
      if (body.byteLength > 0) await held;
      return { headers: { status: '200', said: headers['said'] ?? '' }, body: '{}' };
    },
  });
const status = (nats: NatsConnection, body = ''): Promise<string> =>
  nats.request(SUBJECT, body, { timeout: 10_000 }).then((answer) => answer.headers?.get('status') ?? '');

it('takes so many at once, refuses the others at once, and stopping answers what was taken', async () => {
  const [gateway, service] = [await world.connect('gateway'), await world.connect('service')];
  const serving = serve(gateway);
  await serving.ready;
  const taken = [status(service, 'hold'), status(service, 'hold')];
  expect(await status(service, 'hold')).toBe('429');
  let isStopped = false;
  const stopped = serving.stop().then(() => void (isStopped = true));
  await expect(status(service)).rejects.toThrow(/responders/);
  for (let turn = 0; turn < 5; turn += 1) await gateway.flush();
  expect(isStopped).toBe(false);
  release();
  await stopped;
  expect(await Promise.all(taken)).toStrictEqual(['200', '200']);
  await Promise.all([gateway.close(), service.close()]);
});

it('answers go only where answers are awaited, whatever a request says', async () => {
  const [gateway, service, all] = await Promise.all(
    ['gateway', 'service', 'administrator'].map((name) => world.connect(name)),
  );
  if (gateway === undefined || service === undefined || all === undefined) throw new Error('nobody came in');
  const heard: string[] = [];
  all.subscribe('doorstep.>', { callback: (_error, { subject }) => void heard.push(subject) });
  await all.flush();
  const serving = serve(gateway);
  await serving.ready;
  // The gateway itself may write there.
  service.publish(SUBJECT, '', { reply: 'doorstep.receipt.somebody.n' });
  service.publish(SUBJECT, '');
  expect(await status(service)).toBe('200');
  await all.flush();
  expect(new Set(heard)).toStrictEqual(new Set([SUBJECT]));
  await serving.stop();
  await Promise.all([gateway, service, all].map((nats) => nats.close()));
});

it('whom the server does not let serve is told so', async () => {
  const engine = await world.connect('engine');
  await expect(serve(engine).ended).rejects.toThrow(/doorstep\.svc/);
  await engine.close();
});
