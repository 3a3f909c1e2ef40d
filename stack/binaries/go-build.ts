/** Builds a server with the Go tool chain of this machine from the pinned module. */
import { execFileSync, spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DoorstepError } from '../../contracts/errors';
import { quote } from '../supervisor/readable';
import type { Tell } from '../supervisor/events';
import { moduleFolder, type GoServer } from './go-servers';

/** The Go command, or undefined when there is none. DOORSTEP_GO names one that is not on the path. */
export function findGo(env: NodeJS.ProcessEnv): { command: string; version: string } | undefined {
  for (const command of env['DOORSTEP_GO'] ? [env['DOORSTEP_GO']] : ['go', '/usr/local/go/bin/go']) {
    try {
      const text = execFileSync(command, ['version'], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
      return { command, version: /go(\d\S*)/.exec(text)?.[1] ?? text.trim() };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Leaves the program at `file`. Throws GO_BUILD_FAILED with Go's own words. */
export async function buildWithGo(
  go: string,
  server: GoServer,
  draft: string,
  file: string,
  env: NodeJS.ProcessEnv,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  const said: string[] = [];
  let packages = 0;
  const beganMs = performance.now();
  const build = spawn(
    go,
    ['build', '-v', '-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', '-s -w', '-o', draft, server.package],
    {
      cwd: moduleFolder(server),
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const report = () => {
    const seconds = Math.round((performance.now() - beganMs) / 1000);
    tell({
      kind: 'progress',
      part: server.name,
      text: `building ${server.title}: ${packages} packages compiled in ${seconds} s (about ${server.about}, once)`,
    });
  };
  report();
  const ticking = setInterval(report, 1_000);
  const cancel = () => build.pid !== undefined && process.kill(-build.pid, 'SIGTERM');
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    createInterface({ input: build.stderr }).on('line', (line) => {
      // With -v Go names each package it compiles; everything with a space is a message.
      if (/^[\w./-]+$/.test(line)) packages += 1;
      else said.push(line);
    });
    const code = await new Promise<number | null>((resolve) => {
      build.once('error', () => resolve(null));
      build.once('close', resolve);
    });
    if (signal?.aborted) throw new DoorstepError('STACK_START_CANCELLED', `Building ${server.title} was stopped.`);
    if (code !== 0)
      throw new DoorstepError('GO_BUILD_FAILED', `Building ${server.title} with Go failed.${quote(said.slice(-12))}`);
    renameSync(draft, file);
  } finally {
    clearInterval(ticking);
    signal?.removeEventListener('abort', cancel);
    rmSync(draft, { force: true });
  }
}
