/** Server programs that were built or fetched once, for this user, by version and by what they were made from. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHolder, tryLock } from '../lock';

export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'doorstep');
}

/**
 * The file, made by `make` when missing. Of several processes one makes it and the others wait.
 * `make` must write to the draft it is given; it appears under its name only when whole.
 */
export async function cached(
  file: string,
  make: (draft: string) => Promise<void>,
  onWait: (holderPid: number) => void,
): Promise<string> {
  const folder = join(file, '..');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  let told = false;
  for (;;) {
    const lock = tryLock(join(folder, '.making'));
    if (!isHolder(lock)) {
      try {
        if (!existsSync(file)) await make(`${file}.${process.pid}.draft`);
        return file;
      } finally {
        lock.release();
      }
    }
    if (!told) onWait(lock.pid);
    told = true;
    await sleep(500);
    if (existsSync(file)) return file;
  }
}
