import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cached } from '../../stack/binaries/cache';
import { cachedProgram, NATS, pinnedVersion, TEMPORAL } from '../../stack/binaries/go-servers';
import { planProgram, resolveProgram } from '../../stack/binaries/resolve';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-binaries-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const tell = () => undefined;
const bare = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  XDG_CACHE_HOME: folder,
  PATH: '',
  DOORSTEP_GO: join(folder, 'no-go'),
  ...more,
});

describe('where a server program comes from', () => {
  it('from the environment before all else', async () => {
    const program = join(folder, 'my-nats');
    writeFileSync(program, '');
    const env = bare({ DOORSTEP_NATS_BIN: program });
    await expect(resolveProgram(NATS, env, tell)).rejects.toMatchObject({ code: 'SERVER_BINARY_UNUSABLE' });
    chmodSync(program, 0o755);
    expect(await resolveProgram(NATS, env, tell)).toBe(program);
  });

  it('from the cache when it was made before', async () => {
    const file = cachedProgram(TEMPORAL, bare());
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    expect(planProgram(TEMPORAL, bare())).toEqual({ source: 'cache', file });
    expect(await resolveProgram(TEMPORAL, bare(), tell)).toBe(file);
  });

  it('from Go when there is one, and otherwise the error says what to install', async () => {
    expect(planProgram(TEMPORAL, bare()).source).toBe('none');
    await expect(resolveProgram(TEMPORAL, bare(), tell)).rejects.toMatchObject({
      code: 'SERVER_BINARY_MISSING',
      remedy: expect.stringContaining('TEMPORAL_ADDRESS') as string,
    });
  });

  it('quotes Go when building fails, and leaves nothing half made', async () => {
    const go = join(folder, 'go');
    writeFileSync(
      go,
      '#!/bin/sh\n[ "$1" = version ] && echo go version go1.1 && exit\necho "module needs a newer go" >&2\nexit 1\n',
      { mode: 0o755 },
    );
    const failing = bare({ DOORSTEP_GO: go, PATH: process.env['PATH'] });
    await expect(resolveProgram(NATS, failing, tell)).rejects.toMatchObject({
      code: 'GO_BUILD_FAILED',
      message: expect.stringContaining('module needs a newer go') as string,
    });
    expect(readdirSync(dirname(cachedProgram(NATS, failing)))).toEqual([]);
  });

  it('is named by the version pinned in go.mod', () => {
    expect(cachedProgram(NATS, bare())).toContain(`nats-${pinnedVersion(NATS)}-`);
    expect(pinnedVersion(TEMPORAL)).toMatch(/^1\.\d+\.\d+$/);
  });
});

it('of two that need the same program one makes it and the other waits', async () => {
  const file = join(folder, 'cache', 'program');
  let made = 0;
  const make = async (draft: string) => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(draft, 'whole');
    const { renameSync } = await import('node:fs');
    renameSync(draft, file);
  };
  await Promise.all([cached(file, make, tell), cached(file, make, tell)]);
  expect(made).toBe(1);
  expect(existsSync(file)).toBe(true);
});
