import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passingFolder, sweepAbandoned } from '../../stack/abandoned';
import { dataLayout } from '../../stack/data-folder';
import { identify, isAlive, pidNamespace, type ProcessIdentity } from '../../stack/process-identity';

let parent: string;
const running: ChildProcess[] = [];
beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'doorstep-sweep-'))));
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(parent, { recursive: true });
});

/** Stands for a server of a demo; Node reaps it when it ends. */
const server = (): ProcessIdentity => {
  const child = spawn('sleep', ['60']);
  running.push(child);
  return identify(child.pid ?? 0) as ProcessIdentity;
};
const gone = async (): Promise<ProcessIdentity> => {
  const dead = server();
  running.at(-1)?.kill('SIGKILL');
  await once(running.at(-1) as ChildProcess, 'exit');
  return dead;
};

interface Left {
  readonly holder: object;
  readonly child: ProcessIdentity;
  readonly isKept?: boolean;
}
const leave = ({ holder, child, isKept = false }: Left): string => {
  const path = passingFolder(isKept, parent);
  const { lock, children } = dataLayout(path);
  writeFileSync(lock, JSON.stringify({ sinceMs: 1, pidNamespace: pidNamespace(), ...holder }));
  writeFileSync(children, JSON.stringify([{ name: 'nats', ...child, signal: 'SIGTERM', boundMs: 5_000 }]));
  return path;
};
const sweep = async (): Promise<readonly string[]> => {
  const said: string[] = [];
  await sweepAbandoned(({ text }) => said.push(text), parent);
  return said;
};

test('GIVEN a demo whose supervisor was killed THEN its processes are stopped and its folder is removed', async () => {
  const child = server();
  const path = leave({ holder: await gone(), child });
  const said = await sweep();
  expect([isAlive(child), existsSync(path)]).toEqual([false, false]);
  expect(said.join('\n')).toContain(`process ${child.pid}`);
  expect(said.join('\n')).toContain(path);
});

test('GIVEN one that was to be kept THEN its processes are stopped and its data stays', async () => {
  const child = server();
  const path = leave({ holder: await gone(), child, isKept: true });
  await sweep();
  expect([isAlive(child), existsSync(path), existsSync(dataLayout(path).lock)]).toEqual([false, true, false]);
});

test('GIVEN a process id that another process has now THEN that one lives on', async () => {
  const other = server();
  const path = leave({ holder: await gone(), child: { ...other, started: 'earlier' } });
  await sweep();
  expect([isAlive(other), existsSync(path)]).toEqual([true, false]);
});

describe('nothing is touched', () => {
  const untouched = async (path: string, child: ProcessIdentity): Promise<void> => {
    expect(await sweep()).toEqual([]);
    expect([isAlive(child), existsSync(path)]).toEqual([true, true]);
  };

  test('GIVEN a supervisor that lives', async () => {
    const child = server();
    await untouched(leave({ holder: identify(process.pid) as ProcessIdentity, child }), child);
  });

  test('GIVEN a supervisor whose process id counts elsewhere, in another container', async () => {
    const child = server();
    await untouched(leave({ holder: { ...(await gone()), pidNamespace: 'pid:[1]' }, child }), child);
  });

  test('GIVEN a lock that nobody can read, or none', async () => {
    const child = server();
    const path = leave({ holder: await gone(), child });
    writeFileSync(dataLayout(path).lock, '{"pid":');
    await untouched(path, child);
    rmSync(dataLayout(path).lock);
    await untouched(path, child);
  });

  test('GIVEN a folder of another name, or a link to one', async () => {
    const child = server();
    const path = leave({ holder: await gone(), child });
    const renamed = join(parent, 'my-stack');
    renameSync(path, renamed);
    symlinkSync(renamed, path);
    await untouched(renamed, child);
  });
});
