import { createServer } from 'node:net';
import { choosePorts, isPortFree, portFrom, PORT_NAMES, type Ports } from '../../stack/ports';

const allFree = async () => true;
const except =
  (...taken: number[]) =>
  async (port: number) =>
    !taken.includes(port);

describe('choosing ports', () => {
  it('gives one block of neighbours, the same for the same folder', async () => {
    const first = await choosePorts({ folder: '/data/a' }, allFree);
    expect(Object.values(first)).toEqual(PORT_NAMES.map((_, offset) => first.postgres + offset));
    expect(await choosePorts({ folder: '/data/a' }, allFree)).toEqual(first);
    expect((await choosePorts({ folder: '/data/b' }, allFree)).postgres).not.toBe(first.postgres);
  });

  it('keeps the remembered ports while they are free and moves to another block when one is taken', async () => {
    const remembered = await choosePorts({ folder: '/data/a' }, allFree);
    expect(await choosePorts({ folder: '/data/b', remembered }, allFree)).toEqual(remembered);
    const moved = await choosePorts({ folder: '/data/a', remembered }, except(remembered.temporal));
    expect(moved.postgres).toBe(remembered.postgres + 10);
  });

  it('refuses a port that was asked for and is taken', async () => {
    await expect(choosePorts({ folder: '/data/a', base: 20_000 }, except(20_003))).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      details: { name: 'temporal', port: 20_003 },
    });
  });

  it('takes single ports asked for and finds the rest around them', async () => {
    const asked: Partial<Ports> = { temporalUi: 8233 };
    expect(await choosePorts({ folder: '/data/a', asked }, allFree)).toMatchObject(asked);
  });

  it('says so when nothing is free', async () => {
    await expect(choosePorts({ folder: '/data/a' }, async () => false)).rejects.toMatchObject({
      code: 'PORTS_EXHAUSTED',
    });
  });

  it.each(['80', '99999', 'abc', '1024.5'])('refuses DOORSTEP_PORT_BASE=%s', (text) => {
    expect(() => portFrom({ DOORSTEP_PORT_BASE: text }, 'DOORSTEP_PORT_BASE', 65_526)).toThrow(
      expect.objectContaining({ code: 'PORT_INVALID' }) as Error,
    );
  });

  it('sees a port that another program listens on', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });
});
