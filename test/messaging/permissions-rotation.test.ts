/** Keys are replaced while everything runs, and the server takes what is written for it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { metricsText, queuesState, sendAll, openPipe, subjects, type NatsConnection } from '../../messaging';
import { keepCredentials, readSeedFile } from '../../messaging/permissions';
import { reloadNats } from '../../stack';
import { NATS } from '../../stack/binaries/go-servers';
import { resolveProgram } from '../../stack/binaries/resolve';
import { LEAD, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
let folder: string;
beforeAll(async () => {
  world = await startWorld([LEAD]);
  folder = world.natsUsers;
});
afterAll(() => (world as World | undefined)?.end());

const reload = async () => {
  expect(await reloadNats(dirname(folder))).toBe(true);
};
const seedFile = (user: string) => join(folder, `${user}.nk`);

/** How often the connection was lost, from now on. */
function losses(nats: NatsConnection): { readonly count: number } {
  const lost = { count: 0 };
  void (async () => {
    for await (const { type } of nats.status()) if (type === 'disconnect') lost.count += 1;
  })();
  return lost;
}

const publishes = async (nats: NatsConnection, id: string) => {
  const [ack] = await sendAll(openPipe(nats, 1_000), [{ subject: 'doorstep.event.u.i', id, payload: '{}' }]);
  return ack?.stored === true;
};

it('a rotation: who is connected stays, the old key goes on, then only the new one comes in', async () => {
  const oldSeed = join(mkdtempSync(join(tmpdir(), 'doorstep-old-seed-')), 'engine.nk');
  writeFileSync(oldSeed, readFileSync(seedFile('engine')));
  const engine = await world.connect('engine');
  const bystander = await world.connect('notifier');
  const [lostEngine, lostBystander] = [losses(engine), losses(bystander)];

  await keepCredentials({ folder, rotate: ['engine'], reload });
  expect(readSeedFile(oldSeed).publicKey).not.toBe(readSeedFile(seedFile('engine')).publicKey);
  expect(await publishes(engine, 'r1')).toBe(true);
  for (const file of [oldSeed, seedFile('engine')]) {
    const nats = await world.connectWith({ seedFile: file });
    expect(await publishes(nats, `r2-${file}`)).toBe(true);
  }
  expect(lostEngine.count).toBe(0);

  await keepCredentials({ folder, finish: true, reload });
  await expect(world.connectWith({ seedFile: oldSeed })).rejects.toMatchObject({ code: 'NATS_REFUSED' });
  // Cut off with its old key, it comes back with the new one that lies in its file.
  await until(() => lostEngine.count > 0);
  await until(() => publishes(engine, 'r3'));
  expect(lostBystander.count).toBe(0);
  rmSync(dirname(oldSeed), { recursive: true });
});

it('somebody who joins comes in, somebody who is revoked is out, without a restart', async () => {
  const pid = world.pid('nats');
  await keepCredentials({ folder, persons: ['worker-oleaster-1'], reload });
  const nats = await world.connect('participant.worker-oleaster-1');
  const lost = losses(nats);
  await keepCredentials({ folder, revoke: ['participant.worker-oleaster-1'], reload });
  await until(() => lost.count > 0);
  expect(world.pid('nats')).toBe(pid);
});

it('nothing is told where no stack runs', async () => {
  expect(await reloadNats(join(tmpdir(), 'doorstep-no-stack'))).toBe(false);
});

it('the lag of the queues and the size of the streams, as the operator sees them', async () => {
  await world.stopNotifiers();
  const notice = { subject: subjects.notice('inbox', LEAD), payload: 'no notice' };
  await sendAll(
    openPipe(world.nats),
    [1, 2, 3].map((n) => ({ ...notice, id: `q${n}` })),
  );
  const operator = await world.connect('operator');
  const { queues, streams } = await queuesState(operator);
  expect(queues.find(({ consumer }) => consumer === 'notifier')).toMatchObject({
    pending: 3,
    inHand: 0,
    redelivered: 0,
  });
  expect(streams.find(({ stream }) => stream === 'NOTICES')).toMatchObject({ messages: 3 });
  const text = metricsText({ queues, streams });
  expect(text).toContain('doorstep_nats_consumer_pending{stream="NOTICES",consumer="notifier"} 3\n');
  // Every line has the form that Prometheus reads, and every family says what it is.
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) doorstep_nats_\w+ .+|doorstep_nats_\w+\{\w+="\w+"(,\w+="\w+")?\} \d+)$/);
  await world.startNotifier();
  await until(
    async () => (await queuesState(operator)).streams.find(({ stream }) => stream === 'DEAD')?.messages === 3,
  );
  await until(async () => (await queuesState(operator)).queues.every(({ pending, inHand }) => pending + inHand === 0));
});

it('nats-server takes the configuration of the embedded stack', async () => {
  await taken(readFileSync(join(dirname(folder), 'nats.conf'), 'utf8'));
});

describe('configurations in the documentation', () => {
  const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
  const examples = [...page.matchAll(/```conf\n# (\S+\.conf)[^\n]*\n([^]*?)```/g)].map(
    ([, name = '', text = '']) => [name, text] as const,
  );

  it('there are one for a cluster, one for a hub and one for a leaf', () =>
    expect(examples.map(([name]) => name).sort()).toEqual(['cluster.conf', 'hub.conf', 'leaf.conf']));

  it.each(examples)('nats-server takes %s', (_, text) => taken(text));
});

/** By the server's own check, beside a folder of users as `doorstep nats credentials` makes it. */
async function taken(text: string): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'doorstep-nats-conf-'));
  await keepCredentials({ folder: join(place, 'nats-users'), persons: [LEAD] });
  const program = await resolveProgram(NATS, process.env, () => undefined, new AbortController().signal);
  const file = join(place, 'nats.conf');
  const env = {
    DOORSTEP_ROUTE_PASSWORD: 'secret',
    DOORSTEP_ROUTE_2: '"nats-route://route:secret@doorstep-2:6222"',
    DOORSTEP_ROUTE_3: '"nats-route://route:secret@doorstep-3:6222"',
    DOORSTEP_LEAF_SEED: Buffer.from(readSeedFile(join(place, 'nats-users', 'gateway.nk')).seed).toString('ascii'),
  };
  const judge = (config: string) => () => {
    writeFileSync(file, config);
    execFileSync(program, ['-t', '-c', file], { stdio: 'pipe', cwd: place, env });
  };
  expect(judge(text)).not.toThrow();
  expect(judge(`${text}\nno_such_option: 1\n`)).toThrow();
  rmSync(place, { recursive: true });
}
