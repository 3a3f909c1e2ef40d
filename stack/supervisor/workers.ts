/** Our own processes: the one-shot that prepares the servers, and the workers that are kept running. */
import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Connections } from '../../contracts/connections';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../contracts/error-codes';
import { DoorstepError } from '../../contracts/errors';
import { packageRoot } from '../../contracts/package-root';
import { policiesFolder } from '../../policies/read';
import type { ChildSpec } from './child-spec';
import type { WorkerName } from './events';
import type { StackOptions } from './options';
import { quote } from './readable';

const run = promisify(execFile);
const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

/** Modest caps on a small machine; NODE_OPTIONS of the environment still add to them. */
const HEAP_MB: Readonly<Record<WorkerName | 'setup', number>> = {
  setup: 256,
  engine: 512,
  notifier: 192,
  gateway: 256,
};
/** Where each begins, below dist/. The gateway is a client of the others that is kept running like a worker. */
const PROGRAMS: Readonly<Record<WorkerName | 'setup', string>> = {
  setup: 'workers/setup.js',
  engine: 'workers/engine.js',
  notifier: 'workers/notifier.js',
  gateway: 'clients/http/main.js',
};
const WORKERS: readonly WorkerName[] = ['engine', 'notifier', 'gateway'];

export function workerEnvironment(
  env: NodeJS.ProcessEnv,
  connections: Connections,
  dataDir: string,
  { timeScale = 1, timeStartsAtMs }: Pick<StackOptions, 'timeScale' | 'timeStartsAtMs'>,
): NodeJS.ProcessEnv {
  return {
    ...env,
    DATABASE_URL: connections.databaseUrl,
    NATS_URL: connections.natsUrl,
    // Each worker takes the seed of its own role; keys that the environment names are those of another server.
    NATS_NKEY_SEED_FILE: connections.natsSeedFile,
    DOORSTEP_NATS_CREDENTIALS: connections.natsCredentials,
    TEMPORAL_ADDRESS: connections.temporalAddress,
    TEMPORAL_NAMESPACE: connections.temporalNamespace,
    ...(connections.temporalUiUrl === undefined ? {} : { TEMPORAL_UI_URL: connections.temporalUiUrl }),
    ...(connections.httpUrl === undefined ? {} : { DOORSTEP_HTTP_PORT: new URL(connections.httpUrl).port }),
    DOORSTEP_DATA: dataDir,
    DOORSTEP_POLICIES: policiesFolder(env),
    DOORSTEP_TIME_SCALE: String(timeScale),
    ...(timeStartsAtMs === undefined
      ? {}
      : { DOORSTEP_TIME_ANCHOR: String(Date.now()), DOORSTEP_TIME_STARTS_AT: String(timeStartsAtMs) }),
  };
}

/** Throws WORKERS_NOT_BUILT before anything is started. */
export function requireWorkers(): void {
  const missing = [...WORKERS, 'setup' as const].map(script).find((file) => !existsSync(file));
  if (missing !== undefined) throw new DoorstepError('WORKERS_NOT_BUILT', `${missing} is missing.`);
}

/** Migrations, directory, streams, namespace. Gives what it warns of. Throws SETUP_FAILED. */
export async function runSetup(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { stdout } = await run(process.execPath, [heap('setup'), script('setup')], {
      env,
      signal,
      timeout: 120_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout.split('\n').flatMap((line) => warningIn(line) ?? []);
  } catch (cause) {
    if (signal.aborted) throw new DoorstepError('STACK_START_CANCELLED', 'The start was stopped during set-up.');
    const { stderr = '', stdout = '' } = cause as { stderr?: string; stdout?: string };
    const lines = (stderr || stdout || String(cause)).split('\n').filter(Boolean).slice(-12);
    const said = stdout
      .split('\n')
      .map(saidBy)
      .find((error) => error !== undefined);
    if (said !== undefined) throw new DoorstepError(said.code, said.message, { cause });
    throw new DoorstepError(
      'SETUP_FAILED',
      `Preparing the database, the streams and the namespace failed.${quote(lines)}`,
      { cause },
    );
  }
}

const saidSchema = z.object({ err: z.object({ code: z.enum(codes), message: z.string() }) });

/** Of the levels of pino, which every worker logs with. */
const WARN = 40;
const warningSchema = z.object({ level: z.literal(WARN), msg: z.string() });

function warningIn(line: string): string | undefined {
  try {
    return warningSchema.safeParse(JSON.parse(line)).data?.msg;
  } catch {
    return undefined;
  }
}

/** The coded error in which a worker ended, as its log tells it. */
function saidBy(line: string): { readonly code: ErrorCode; readonly message: string } | undefined {
  try {
    return saidSchema.safeParse(JSON.parse(line)).data?.err;
  } catch {
    return undefined;
  }
}

export function workerSpecs(env: NodeJS.ProcessEnv): ChildSpec[] {
  return WORKERS.map((name) => ({
    name,
    command: process.execPath,
    args: [heap(name), script(name)],
    env,
    tether: 'ipc',
    // Longer than a worker's own grace time, so that it normally ends by itself.
    stop: { signal: 'SIGTERM', boundMs: 20_000 },
    readyBoundMs: 60_000,
    untilReady,
  }));
}

function untilReady(child: ChildProcess, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'ready' in message) resolve();
    });
    signal.addEventListener('abort', () => reject(new Error('did not report that it is ready')), { once: true });
  });
}

function script(name: WorkerName | 'setup'): string {
  return join(packageRoot(), 'dist', PROGRAMS[name]);
}

function heap(name: WorkerName | 'setup'): string {
  return `--max-old-space-size=${HEAP_MB[name]}`;
}
