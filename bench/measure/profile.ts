/** Asks the workers for a CPU profile over a stretch of work; see profile-preload.ts. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than a worker takes to look for the file and to write its profile. */
const PATIENCE_MS = 1_000;

/** What the workers' environment needs beside `env` for a profile to be taken. */
export const profileEnvironment = (folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --require=${join(__dirname, 'profile-preload.js')}`,
  DOORSTEP_BENCH_PROFILE: resolve(folder),
});

/** Does the work, profiled when a folder is named. */
export async function profiled<T>(folder: string | undefined, work: () => Promise<T>): Promise<T> {
  if (folder === undefined) return work();
  mkdirSync(folder, { recursive: true });
  const [start, stop] = [join(folder, 'start'), join(folder, 'stop')];
  rmSync(stop, { force: true });
  writeFileSync(start, '');
  try {
    return await work();
  } finally {
    writeFileSync(stop, '');
    rmSync(start);
    await pause(PATIENCE_MS);
  }
}
