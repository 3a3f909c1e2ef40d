/**
 * Once before a run: its temporary folders lie in memory where there is room. The servers of a world flush every write,
 * and a process that is killed loses nothing that was written, on a disk or in memory: a disk would add waiting alone.
 */
import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { dataLayout } from '../../../stack/data-folder';
import { isAbandoned, isHolder, tryLock } from '../../../stack/lock';
import { stopLeftovers } from '../../../stack/supervisor/leftovers';

const MEMORY = '/dev/shm';
const PREFIX = 'doorstep-run-';
const LOCK = 'run.lock';
/** Several worlds at once, each far below half of it. */
const ROOM_BYTES = 6 * 1024 ** 3;

export default async function setup(): Promise<void> {
  if (!isRoomy()) return;
  await sweep();
  const folder = mkdtempSync(join(MEMORY, PREFIX));
  if (!runsPrograms(folder) || isHolder(tryLock(join(folder, LOCK)))) return rmSync(folder, { recursive: true });
  // Inherited by the processes of the run, the servers among them.
  process.env['TMPDIR'] = folder;
  process.env['DOORSTEP_TEST_RUN'] = folder;
}

function isRoomy(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, process.availableMemory()) >= ROOM_BYTES;
  } catch {
    return false;
  }
}

/** A run that was killed can't clear up, nor end its servers: the next one does. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(MEMORY).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(MEMORY, name);
    if (!isAbandoned(join(folder, LOCK))) continue;
    for (const world of readdirSync(folder)) await stopLeftovers(dataLayout(join(folder, world)).children, () => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests put programs there; in some containers this memory is for data alone. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n');
  chmodSync(program, 0o700);
  try {
    execFileSync(program);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(program);
  }
}
