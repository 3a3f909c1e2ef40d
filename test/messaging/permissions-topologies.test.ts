/** The configurations of the documentation at work: a cluster with three copies, and an office behind a leaf node. */
import { jetstreamManager } from '@nats-io/jetstream';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closeNats,
  connectNats,
  ensureStreams,
  openPipe,
  sendAll,
  STREAM,
  subjects,
  subscribeInbox,
  type InboxMessage,
  type NatsConnection,
} from '../../messaging';
import { keepCredentials, readSeedFile } from '../../messaging/permissions';
import { NATS } from '../../stack/binaries/go-servers';
import { resolveProgram } from '../../stack/binaries/resolve';
import { LEAD, until } from './harness';

jest.setTimeout(120_000);
const place = mkdtempSync(join(tmpdir(), 'doorstep-topologies-'));
const users = join(place, 'nats-users');
const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
const servers: ChildProcess[] = [];
const opened: NatsConnection[] = [];
beforeAll(async () => void (await keepCredentials({ folder: users, persons: [LEAD] })));
afterEach(async () => {
  for (const nats of opened.splice(0)) await closeNats(nats);
  for (const server of servers.splice(0)) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rmSync(place, { recursive: true }));

it('a cluster of three: the streams have three copies, and each server lets in the same users', async () => {
  const client = await freePorts(3);
  const route = await freePorts(3);
  const urlOf = (n: number) => `"nats-route://route:secret@127.0.0.1:${route[n]}"`;
  for (const n of [0, 1, 2]) {
    const [a = 0, b = 0] = [0, 1, 2].filter((other) => other !== n);
    await run(
      example('cluster')
        .replace('doorstep-1', `doorstep-${n + 1}`)
        .replace('0.0.0.0:4222', `127.0.0.1:${client[n]}`)
        .replace('0.0.0.0:6222', `127.0.0.1:${route[n]}`)
        .replace('"/data"', JSON.stringify(join(place, `cluster-${n}`))),
      { DOORSTEP_ROUTE_PASSWORD: 'secret', DOORSTEP_ROUTE_2: urlOf(a), DOORSTEP_ROUTE_3: urlOf(b) },
    );
  }
  const setup = await connect(client[0], 'setup');
  // A cluster needs a moment to choose who leads it.
  await until(
    () =>
      ensureStreams(setup, 3).then(
        () => true,
        () => false,
      ),
    60_000,
  );
  for (const port of client) {
    const operator = await connect(port, 'operator');
    const info = await (await jetstreamManager(operator)).streams.info(STREAM.notices);
    expect(info.config.num_replicas).toBe(3);
    expect(info.cluster?.replicas).toHaveLength(2);
    await expect((await jetstreamManager(operator)).streams.delete(STREAM.notices)).rejects.toThrow(/permissions/i);
  }
});

it('a server without users is used as it is, with or without a key', async () => {
  const [port = 0] = await freePorts(1);
  await run(`listen: "127.0.0.1:${port}"\njetstream { store_dir: ${JSON.stringify(join(place, 'open'))} }\n`, {});
  const nats = await connectNats(`127.0.0.1:${port}`, 'test');
  opened.push(nats);
  await ensureStreams(nats);
  await ensureStreams(await connect(port, 'setup'));
});

it('an office behind a leaf node: its gateway reads the inboxes of the centre; other users’ answers stay there', async () => {
  const [hub = 0, leafListener = 0, office = 0] = await freePorts(3);
  await run(
    example('hub')
      .replace('0.0.0.0:4222', `127.0.0.1:${hub}`)
      .replace('0.0.0.0:7422', `127.0.0.1:${leafListener}`)
      .replace('"/data"', JSON.stringify(join(place, 'hub'))),
    {},
  );
  await run(
    example('leaf')
      .replace('127.0.0.1:4222', `127.0.0.1:${office}`)
      .replace('hub.example:7422', `127.0.0.1:${leafListener}`),
    { DOORSTEP_LEAF_SEED: Buffer.from(readSeedFile(join(users, 'gateway.nk')).seed).toString('ascii') },
  );
  await ensureStreams(await connect(hub, 'setup'));
  const notifier = await connect(hub, 'notifier');
  const tell = async (id: string) => {
    const [ack] = await sendAll(openPipe(notifier), [
      { subject: subjects.inbox(LEAD), id, payload: JSON.stringify(message(id)) },
    ]);
    expect(ack).toMatchObject({ stored: true });
  };
  await tell('i:1:lead:inbox');
  const gateway = await connect(office, 'gateway');
  // The leaf needs a moment to reach the hub.
  const reaches = async () => (await jetstreamManager(gateway)).streams.info(STREAM.inbox);
  await until(() =>
    reaches().then(
      () => true,
      () => false,
    ),
  );
  const done = new AbortController();
  const found: string[] = [];
  for await (const { id } of subscribeInbox(gateway, LEAD, { since: 'all', signal: done.signal })) {
    found.push(id);
    if (found.length === 1) await tell('i:2:lead:inbox');
    else done.abort();
  }
  expect(found).toEqual(['i:1:lead:inbox', 'i:2:lead:inbox']);
  const engine = await connect(office, 'engine');
  const [ack] = await sendAll(openPipe(engine, 1_000), [{ subject: 'doorstep.event.u.i', id: 'e', payload: '{}' }]);
  expect(ack).toMatchObject({ stored: false });
  expect((await (await jetstreamManager(gateway)).streams.info(STREAM.events)).state.messages).toBe(0);
});

const message = (id: string): Omit<InboxMessage, 'facts'> & { facts: object } => ({
  ...{ id, issue: 'i', seq: 1, template: 'tier-called', tier: 1, round: 1, facts: {}, category: 'lamps', unit: 'u' },
  ...{ queuedAtMs: 1, lang: 'en', subject: 's', body: 'b', deliveredAtMs: 2 },
});

const example = (name: string): string => {
  const found = new RegExp(`\`\`\`conf\\n# ${name}\\.conf[^]*?\`\`\``).exec(page)?.[0].replace(/^```conf\n|```$/g, '');
  if (found === undefined) throw new Error(`docs/operations.md has no ${name}.conf`);
  return found.replace(/^http:.*\n/m, '');
};

async function run(config: string, env: NodeJS.ProcessEnv): Promise<void> {
  const program = await resolveProgram(NATS, process.env, () => undefined, new AbortController().signal);
  // Beside the folder of users, which the configuration includes.
  const file = join(place, `server-${servers.length}-${Date.now()}.conf`);
  writeFileSync(file, config);
  servers.push(spawn(program, ['-c', file], { stdio: 'ignore', env }));
}

async function connect(port: number | undefined, user: string): Promise<NatsConnection> {
  const nats = await connectNats(`127.0.0.1:${port}`, 'test', { seedFile: join(users, `${user}.nk`) });
  opened.push(nats);
  return nats;
}

async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = held.map((server) => (server.address() as { port: number }).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
