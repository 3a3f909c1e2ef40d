/** The one test here that starts real servers. Slow only where NATS and Temporal are not cached yet. */
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { diagnose, startStack, type RunningStack, type StackEvent } from '../../stack';
import { identify } from '../../stack/process-identity';

jest.setTimeout(900_000);

const servers = ['nats', 'postgres', 'temporal'] as const;
const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...env } = process.env;

let dataDir: string;
let stack: RunningStack | undefined;
const events: StackEvent[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'doorstep-stack-'));
  stack = await startStack({ dataDir, env, workers: false, onEvent: (event) => events.push(event) });
});
afterAll(async () => {
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const processOf = (name: string) => stack?.processes().find((candidate) => candidate.name === name);
const until = async (holds: () => boolean) => {
  for (const deadline = performance.now() + 20_000; !holds();) {
    if (performance.now() > deadline) throw new Error('the condition never held');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

it('all three are ready and durable by their own account, and nobody else can read the password', async () => {
  expect(
    stack
      ?.processes()
      .map(({ name, state }) => [name, state])
      .sort(),
  ).toEqual(servers.map((name) => [name, 'ready']));
  expect(statSync(join(dataDir, 'stack.json')).mode & 0o077).toBe(0);
  const findings = await diagnose({ dataDir, env });
  expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(findings).toContainEqual(expect.objectContaining({ part: 'nats', check: 'sync_interval', found: 'always' }));
  expect(findings).toContainEqual(expect.objectContaining({ part: 'nats', check: 'strict', status: 'ok' }));
  expect(findings).toContainEqual(expect.objectContaining({ part: 'postgres', check: 'fsync', found: 'on' }));
});

it('policies that were broken meanwhile are told while it runs', async () => {
  const policies = join(dataDir, 'broken');
  cpSync(join(packageRoot(), 'policies'), policies, { recursive: true });
  writeFileSync(join(policies, 'community.yaml'), 'name: nobody\n');
  const found = await diagnose({ dataDir, env: { ...env, DOORSTEP_POLICIES: policies } });
  expect(found.filter(({ status }) => status === 'fail')).toEqual([
    expect.objectContaining({ part: 'policies', code: 'COMMUNITY_INVALID' }),
  ]);
});

it('a second start on the same folder is told who holds it', async () => {
  await expect(startStack({ dataDir, env, workers: false })).rejects.toMatchObject({
    code: 'STACK_HELD',
    details: { pid: process.pid },
  });
});

it.each(servers)('%s comes back on the same port after kill -9', async (name) => {
  const before = processOf(name);
  process.kill(before?.pid ?? 0, 'SIGKILL');
  await until(() => processOf(name)?.restarts === 1 && processOf(name)?.state === 'ready');
  expect(processOf(name)?.pid).not.toBe(before?.pid);
  expect(events).toContainEqual(expect.objectContaining({ kind: 'died', name }));
  expect((await diagnose({ dataDir, env })).filter(({ status }) => status === 'fail')).toEqual([]);
});

it('stopping leaves no process behind, and the next start has the same addresses', async () => {
  const pids = stack?.processes().map(({ pid }) => pid ?? 0) ?? [];
  const connections = stack?.connections;
  await stack?.stop();
  expect(pids.filter((pid) => identify(pid) !== undefined)).toEqual([]);
  stack = await startStack({ dataDir, env, workers: false });
  expect(stack.connections).toEqual(connections);
});
