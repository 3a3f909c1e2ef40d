/** An engine that stands still is ended, and the next one knows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stalledLately } from '../../workers/engine/watchdog';
import { buildWhenStale } from '../support/build';

const watchdog = join(__dirname, '../../dist/workers/engine/watchdog.js');
let folder: string;
beforeAll(() => buildWhenStale());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-watchdog-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (then: string) =>
  spawn(process.execPath, [
    '-e',
    `require(${JSON.stringify(watchdog)}).watchMainThread({ DOORSTEP_DATA: ${JSON.stringify(folder)} }, 3); ${then}`,
  ]);

it('a main thread that never returns is ended and remembered', async () => {
  const engine = start('setTimeout(() => { for (;;); }, 800)');
  const [, signal] = (await once(engine, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
  expect(stalledLately({ DOORSTEP_DATA: folder })).toBe(true);
}, 30_000);

it('one that was only suspended goes on, and one that ends is not held up', async () => {
  const engine = start('setTimeout(() => process.stdout.write("on"), 4_500); setTimeout(() => undefined, 5_000)');
  await pause(1_000);
  engine.kill('SIGSTOP');
  await pause(2_500);
  engine.kill('SIGCONT');
  await expect(once(engine.stdout, 'data')).resolves.toEqual([Buffer.from('on')]);
  expect(await once(engine, 'exit')).toEqual([0, null]);
  expect(existsSync(join(folder, 'engine-stalled'))).toBe(false);
  expect(stalledLately({ DOORSTEP_DATA: folder })).toBe(false);
}, 30_000);
