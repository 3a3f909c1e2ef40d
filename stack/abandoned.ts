/**
 * Folders of a stack that is meant to pass, a demo's. Whoever is killed can't clear up, so whoever starts next does: only
 * this user's folders whose supervisor is gone for certain, and only processes that are the very ones recorded there.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataLayout } from './data-folder';
import { isAbandoned, isHolder, tryLock } from './lock';
import type { Tell } from './supervisor/events';
import { leftoversOf, stopLeftovers } from './supervisor/leftovers';

const PREFIX = 'doorstep-demo-';
const KEPT = 'kept-';
const NAMED = new RegExp(`^${PREFIX}(${KEPT})?[A-Za-z0-9]{6}$`);

/** A new one. @param isKept its processes may be cleared up, its data stays */
export const passingFolder = (isKept: boolean, parent = tmpdir()): string =>
  mkdtempSync(join(parent, isKept ? `${PREFIX}${KEPT}` : PREFIX));

/** Never throws: what cannot be cleared up is told and left. Each process that still runs may take its time to stop. */
export async function sweepAbandoned(tell: Tell, parent = tmpdir()): Promise<void> {
  for (const name of namesIn(parent)) {
    const path = join(parent, name);
    try {
      if (isOurs(path) && isAbandoned(dataLayout(path).lock)) await sweep(path, tell);
    } catch (error) {
      tell({ kind: 'step', text: `${path}, left over from a demo, could not be cleared: ${(error as Error).message}` });
    }
  }
}

async function sweep(path: string, tell: Tell): Promise<void> {
  const folder = dataLayout(path);
  const lock = tryLock(folder.lock);
  // Somebody else clears it up, or goes on with it.
  if (isHolder(lock)) return;
  try {
    await stopLeftovers(folder.children, tell);
    if (leftoversOf(folder.children).length > 0) throw new Error('a process does not end');
    if (path.includes(`/${PREFIX}${KEPT}`)) return rmSync(folder.stackFile, { force: true });
    tell({ kind: 'step', text: `Removing ${path}, left over from a demo that was killed.` });
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  } finally {
    lock.release();
  }
}

/** A folder, no link to one, of this user: in a temporary folder anybody may write. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}

function namesIn(parent: string): readonly string[] {
  try {
    return readdirSync(parent).filter((name) => NAMED.test(name));
  } catch {
    return [];
  }
}
