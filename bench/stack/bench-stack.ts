/** A stack of its own for each scenario: fresh data, the place of the benchmark, a client, and nothing left behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDoorstep, masterKeysOf, type Doorstep } from '../../clients/sdk';
import { natsSeedFile, type Connections } from '../../contracts/connections';
import { closeNats, connectNats, type NatsConnection } from '../../messaging';
import { startStack, type ProcessName, type RunningStack } from '../../stack';
import { ensureMasterKeys, migrate, openDatabase, type Database } from '../../store';
import { profileEnvironment } from '../measure/profile';
import type { Settings } from '../scenario';
import { writePlace } from './place';

export interface BenchStack {
  readonly dataDir: string;
  readonly connections: Connections;
  readonly masterKeys: ReturnType<typeof masterKeysOf>;
  readonly doorstep: Doorstep;
  readonly nats: NatsConnection;
  readonly database: Database;
  /** Process ids by part; a part that was restarted has another one. */
  readonly pids: () => ReadonlyMap<ProcessName, number>;
  readonly restarts: () => number;
}

/** Where one scenario keeps its data and its place; a scenario may start the stack on it several times. */
export async function withFolder<T>(
  dueSeconds: readonly number[],
  use: (folder: string) => Promise<T>,
  spread?: string,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-bench-'));
  writePlace(join(folder, 'policies'), dueSeconds, spread);
  try {
    const result = await use(folder);
    rmSync(folder, { recursive: true, force: true });
    return result;
  } catch (error) {
    process.stderr.write(
      `The data of the scenario that failed, with the logs of all processes, is kept in ${folder}.\n`,
    );
    throw error;
  }
}

export async function withStack<T>(
  folder: string,
  settings: Settings,
  use: (stack: BenchStack) => Promise<T>,
): Promise<T> {
  const dataDir = join(folder, 'data');
  const running = await startStack({ dataDir, env: environment(folder, settings), synchronous: settings.synchronous });
  const restoreSignals = stopOnSignal(running, folder);
  try {
    const { connections } = running;
    const doorstep = await connectDoorstep({ ...connections, masterKeys: masterKeysOf(running.env) });
    const nats = await connectNats(connections.natsUrl, 'bench', {
      seedFile: natsSeedFile(connections, 'gateway'),
    });
    const database = openDatabase(connections.databaseUrl, 2);
    const stack: BenchStack = {
      dataDir,
      connections,
      masterKeys: masterKeysOf(running.env),
      doorstep,
      nats,
      database,
      pids: () => new Map(running.processes().flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid]]))),
      restarts: () => running.processes().reduce((sum, { restarts }) => sum + restarts, 0),
    };
    try {
      return await use(stack);
    } finally {
      await Promise.allSettled([doorstep.close(), closeNats(nats), database.close()]);
    }
  } finally {
    await running.stop();
    restoreSignals();
  }
}

/** The servers without the workers, the schema in the database, and a master key. */
export async function withDatabase<T>(
  folder: string,
  settings: Settings,
  use: (database: Database, masterKeys: BenchStack['masterKeys']) => Promise<T>,
): Promise<T> {
  const running = await startStack({
    dataDir: join(folder, 'data'),
    env: environment(folder, settings),
    synchronous: settings.synchronous,
    workers: false,
  });
  const restoreSignals = stopOnSignal(running, folder);
  const database = openDatabase(running.connections.databaseUrl, 2);
  try {
    await migrate(database);
    // As the workers do that are not there.
    ensureMasterKeys(running.env, join(folder, 'data'));
    return await use(database, masterKeysOf(running.env));
  } finally {
    await database.close();
    await running.stop();
    restoreSignals();
  }
}

export const withFreshStack = <T>(
  settings: Settings,
  use: (stack: BenchStack) => Promise<T>,
  dueSeconds: readonly number[] = [],
  spread?: string,
): Promise<T> => withFolder(dueSeconds, (folder) => withStack(folder, settings, use), spread);

/** Servers named in the environment would be measured only in part: the benchmark always starts its own. */
function environment(folder: string, { cachedIssues, profileDir }: Settings): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _d,
    NATS_URL: _n,
    TEMPORAL_ADDRESS: _t,
    TEMPORAL_NAMESPACE: _s,
    DOORSTEP_PORT_BASE: _p,
    ...env
  } = process.env;
  return {
    ...env,
    DOORSTEP_POLICIES: join(folder, 'policies'),
    // The limits of callers are not what is measured.
    DOORSTEP_HTTP_RATE: '1000000',
    DOORSTEP_LOG_LEVEL: env['DOORSTEP_LOG_LEVEL'] ?? 'warn',
    ...(cachedIssues === undefined ? {} : { DOORSTEP_CACHED_ISSUES: String(cachedIssues) }),
    ...(profileDir === undefined ? {} : profileEnvironment(profileDir, env)),
  };
}

function stopOnSignal(running: RunningStack, folder: string): () => void {
  const end = () => {
    running.kill();
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}
