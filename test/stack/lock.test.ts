import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHolder, lockHolder, tryLock, type Lock } from '../../stack/lock';
import { identify } from '../../stack/process-identity';

let folder: string;
const file = () => join(folder, 'stack.lock');
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const holding = (holder: object) => writeFileSync(file(), JSON.stringify({ sinceMs: 1, ...holder }));

describe('the lock of a data folder', () => {
  it('is held by one, and tells the other who holds it and since when', () => {
    const lock = tryLock(file(), 42) as Lock;
    expect(tryLock(file())).toMatchObject({ ...identify(process.pid), sinceMs: 42 });
    lock.release();
    expect(isHolder(tryLock(file()))).toBe(false);
  });

  it('is taken over from a process that is dead', async () => {
    const child = spawn('sleep', ['60']);
    const dead = identify(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    holding({ ...dead });
    expect(lockHolder(file())).toBeUndefined();
    expect(isHolder(tryLock(file()))).toBe(false);
  });

  it('is taken over when the process id now belongs to another process', () => {
    holding({ pid: process.pid, started: 'earlier' });
    expect(isHolder(tryLock(file()))).toBe(false);
  });

  it('is taken over when the file is garbage, and leaves no file behind', () => {
    writeFileSync(file(), '{"pid":');
    const lock = tryLock(file()) as Lock;
    expect(readdirSync(folder)).toEqual(['stack.lock']);
    lock.release();
    expect(existsSync(file())).toBe(false);
  });

  it('releases only its own', () => {
    const lock = tryLock(file()) as Lock;
    holding({ pid: 1, started: 'another' });
    lock.release();
    expect(existsSync(file())).toBe(true);
  });
});
