/**
 * PostgreSQL's own lock file. Never removed: it also names the shared memory by which PostgreSQL
 * finds out that processes of a killed predecessor still write, and waits for them.
 */
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, identify } from '../process-identity';

/** Stops a server of this cluster that nobody recorded. Only for the holder of the data folder. */
export async function stopUnrecorded(cluster: string): Promise<void> {
  const owner = ownerOf(cluster);
  if (owner !== undefined && runsIn(owner.pid, cluster)) await endProcess(owner, 'SIGINT', 20_000);
}

/**
 * After a reboot or in a new container the recorded process id may belong to somebody else, and
 * PostgreSQL would refuse to start for ever. It passes over the id of its parent, which is ours.
 */
export function disownForeignPid(cluster: string): void {
  const owner = ownerOf(cluster);
  if (owner === undefined || runsIn(owner.pid, cluster)) return;
  const [, ...rest] = readFileSync(pidFile(cluster), 'utf8').split('\n');
  // In place, because the file must stay PostgreSQL's own.
  writeFileSync(pidFile(cluster), [process.pid, ...rest].join('\n'));
}

function ownerOf(cluster: string) {
  try {
    return identify(Math.abs(Number.parseInt(readFileSync(pidFile(cluster), 'utf8'), 10)));
  } catch {
    return undefined;
  }
}

/** A PostgreSQL server works in its cluster's folder. Where that cannot be seen, it is assumed. */
function runsIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return true;
  }
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}
