/** What the server keeps is what was asked for, however often it is asked. */
import { jetstreamManager } from '@nats-io/jetstream';
import { createServer } from 'node:net';
import { connectNats, ensureStreams, STREAM } from '../../messaging';
import { startWorld, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => (world as World | undefined)?.end());

it('creating the streams again, and by two at once, changes nothing', async () => {
  const manager = await jetstreamManager(world.nats);
  const configs = async () =>
    (await manager.streams.list().next()).map(({ config, state }) => ({ config, messages: state.messages }));
  const before = await configs();
  await Promise.all([ensureStreams(world.nats), ensureStreams(world.nats)]);
  expect(await configs()).toEqual(before);
  expect(before.map(({ config }) => config.name).sort()).toEqual(Object.values(STREAM).sort());
});

it('an option that somebody changed by hand is put back', async () => {
  const manager = await jetstreamManager(world.nats);
  await manager.streams.update(STREAM.inbox, { max_msgs_per_subject: 7 });
  await ensureStreams(world.nats);
  expect((await manager.streams.info(STREAM.inbox)).config.max_msgs_per_subject).toBe(1_000);
});

it('a stream that can’t become what it should be is refused by name', async () => {
  const manager = await jetstreamManager(world.nats);
  await manager.streams.delete(STREAM.dead);
  await manager.streams.add({ name: STREAM.dead, subjects: ['doorstep.dead.>'], storage: 'memory' });
  await expect(ensureStreams(world.nats)).rejects.toMatchObject({
    code: 'NATS_STREAM_UNFIT',
    message: expect.stringContaining('DEAD') as unknown,
  });
  await manager.streams.delete(STREAM.dead);
  await ensureStreams(world.nats);
});

it('options that an old server ignores are noticed, and so is its version', async () => {
  const forgetful = { info: { ...world.nats.info, version: '2.9.10' } } as unknown as typeof world.nats;
  await expect(ensureStreams(forgetful)).rejects.toMatchObject({ code: 'SERVER_TOO_OLD' });
});

it('nobody at the address: a coded error within the bound, without the password', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const begun = performance.now();
  const refused = connectNats(`nats://user:secret@127.0.0.1:${port}`, 'test', { connectWithinMs: 500 });
  await expect(refused).rejects.toMatchObject({
    code: 'NATS_UNREACHABLE',
    message: expect.not.stringContaining('secret') as unknown,
  });
  expect(performance.now() - begun).toBeLessThan(3_000);
});
