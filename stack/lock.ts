/**
 * A lock file that names its holder. It is taken over when the holder is dead, so a killed process
 * never leaves a lock that a person must remove.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isAlive, pidNamespace, type ProcessIdentity } from './process-identity';

export interface Holder extends ProcessIdentity {
  /** When it took the lock, epoch milliseconds. */
  readonly sinceMs: number;
  /** Where its process id means something. */
  readonly pidNamespace?: string | undefined;
}

export interface Lock {
  release(): void;
}

/** The lock, or who holds it. */
export function tryLock(file: string, now: number = Date.now()): Lock | Holder {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('this process cannot identify itself');
  const text = JSON.stringify({ ...self, sinceMs: now, pidNamespace: pidNamespace() });
  const draft = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, text, { mode: 0o600 });
    try {
      // A hard link is created whole or not at all: nobody reads a half-written lock.
      linkSync(draft, file);
      return { release: () => releaseOwn(file, text) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const found = readText(file);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && isAlive(holder)) return holder;
    removeStale(file, found);
  }
}

export function isHolder(outcome: Lock | Holder): outcome is Holder {
  return 'pid' in outcome;
}

/** Who holds the lock now, if anybody alive does. */
export function lockHolder(file: string): Holder | undefined {
  const holder = parseHolder(readText(file) ?? '');
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** Whether somebody held the lock who is gone for certain: a lock that cannot be read, or that is from elsewhere, proves nothing. */
export function isAbandoned(file: string): boolean {
  const holder = parseHolder(readText(file) ?? '');
  return holder !== undefined && holder.pidNamespace === pidNamespace() && !isAlive(holder);
}

/** Two processes may find the same stale lock: only what was judged stale may be removed. */
function removeStale(file: string, judged: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readText(aside) !== judged) {
    try {
      linkSync(aside, file);
    } catch {
      /* somebody took the lock meanwhile: theirs stands */
    }
  }
  rmSync(aside, { force: true });
}

function releaseOwn(file: string, text: string): void {
  if (readText(file) === text) rmSync(file, { force: true });
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, started, sinceMs, pidNamespace: within } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof started === 'string' && typeof sinceMs === 'number'
      ? { pid, started, sinceMs, pidNamespace: within }
      : undefined;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
