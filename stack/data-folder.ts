/** What lies where in the data folder. One folder holds everything, so one backup does too. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DoorstepError } from '../contracts/errors';

export interface DataFolder {
  readonly path: string;
  readonly lock: string;
  readonly children: string;
  readonly ports: string;
  readonly stackFile: string;
  readonly logs: string;
  readonly postgres: string;
  readonly postgresPassword: string;
  readonly nats: string;
  readonly natsConfig: string;
  /** The NATS users: seed files, and what the server is told of them. */
  readonly natsUsers: string;
  readonly temporal: string;
}

/** Below this PostgreSQL may fail to write its log in the middle of the work. */
export const LEAST_FREE_BYTES = 512 * 1024 * 1024;

export function dataLayout(path: string): DataFolder {
  return {
    path,
    lock: join(path, 'stack.lock'),
    children: join(path, 'children.json'),
    ports: join(path, 'ports.json'),
    stackFile: join(path, 'stack.json'),
    logs: join(path, 'log'),
    postgres: join(path, 'postgres'),
    postgresPassword: join(path, 'postgres.password'),
    nats: join(path, 'nats'),
    natsConfig: join(path, 'nats.conf'),
    natsUsers: join(path, 'nats-users'),
    temporal: join(path, 'temporal.db'),
  };
}

/** The folder with what lies in it made where it is missing. Throws DATA_FOLDER_UNUSABLE or DISK_NEARLY_FULL. */
export function prepareDataFolder(path: string): DataFolder {
  judgeDataFolder(path);
  const folder = dataLayout(path);
  usable(path, () => makeFolder(folder.logs));
  return folder;
}

/** Whether a stack could be started there; leaves everything as it is. Throws DATA_FOLDER_UNUSABLE or DISK_NEARLY_FULL. */
export function judgeDataFolder(path: string): void {
  const nearest = nearestFolder(path);
  usable(path, () => {
    if (!statSync(nearest).isDirectory()) throw new Error(`${nearest} is a file`);
    accessSync(nearest, constants.R_OK | constants.W_OK | constants.X_OK);
    // Root passes the permission check even where the file system is read-only: only writing tells.
    rmdirSync(mkdtempSync(join(nearest, '.writable-')));
  });
  const free = freeBytes(nearest);
  if (free >= LEAST_FREE_BYTES) return;
  throw new DoorstepError(
    'DISK_NEARLY_FULL',
    `Only ${Math.round(free / 1048576)} MB are free on the disk of ${path}; ${LEAST_FREE_BYTES / 1048576} MB are needed.`,
  );
}

/** What is there of a path: itself, or the nearest folder above it. */
export function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function usable(path: string, use: () => void): void {
  try {
    use();
  } catch (cause) {
    throw new DoorstepError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${path} cannot be written: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/**
 * One level at a time: Node's own recursive mkdir never returns where a file system refuses a new folder with ENOENT,
 * as /proc does.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** A reader sees the old file or the new one, never half of it. */
export function writeWhole(file: string, text: string, mode = 0o600): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
