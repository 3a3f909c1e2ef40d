/** The embedded PostgreSQL: a cluster in the data folder, on loopback, with a password of its own. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { DoorstepError } from '../../contracts/errors';
import { writeWhole, type DataFolder } from '../data-folder';
import type { ChildSpec } from '../supervisor/child-spec';
import { quote } from '../supervisor/readable';
import { poll } from './poll';
import { postgresSettings } from './postgres-settings';
import { disownForeignPid, stopUnrecorded } from './postmaster-pid';
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs';
import { giveTo, launchAs, postgresUser, type User } from './unprivileged';

const run = promisify(execFile);
const ROLE = 'doorstep';
const DATABASE = 'doorstep';

/** Creates the cluster when missing and says how to start it. */
export async function preparePostgres(
  folder: DataFolder,
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<{ spec: ChildSpec; databaseUrl: string }> {
  const programs = findPostgresPrograms(env);
  const user = postgresUser();
  const password = keepPassword(folder.postgresPassword);
  const serverEnv = { ...env, LC_ALL: 'C', TZ: 'UTC' };
  if (!existsSync(join(folder.postgres, 'PG_VERSION')))
    await createCluster(folder, programs, user, password, serverEnv);
  await stopUnrecorded(folder.postgres);
  giveTo(user, folder.postgres);

  const url = (database: string) => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const launch = launchAs(
    user,
    programs.postgres,
    ['-D', folder.postgres, ...postgresSettings(port)],
    [programs.postgres, join(folder.postgres, 'PG_VERSION')],
  );
  const spec: ChildSpec = {
    name: 'postgres',
    ...launch,
    env: serverEnv,
    tether: 'none',
    // SIGINT is PostgreSQL's fast shutdown: it ends connections and writes a checkpoint.
    stop: { signal: 'SIGINT', boundMs: 20_000 },
    readyBoundMs: 60_000,
    beforeStart: () => disownForeignPid(folder.postgres),
    untilReady: (_child, signal) => poll(signal, () => ensureDatabase(url('postgres'))),
  };
  return { spec, databaseUrl: url(DATABASE) };
}

async function createCluster(
  folder: DataFolder,
  programs: PostgresPrograms,
  user: User | undefined,
  password: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  // Under another name until it is whole: an interrupted start leaves nothing half made.
  const draft = `${folder.postgres}.new`;
  const passwordFile = `${folder.postgresPassword}.initdb`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(user, draft);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(user, passwordFile);
  const args = [
    '-D',
    draft,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
  ];
  const launch = launchAs(user, programs.initdb, args, [programs.initdb, join(draft, 'PG_VERSION')]);
  try {
    await run(launch.command, launch.args, { env, ...(launch.user ?? {}) });
  } catch (cause) {
    const lines = String((cause as { stderr?: string }).stderr ?? cause)
      .split('\n')
      .filter(Boolean)
      .slice(-8);
    throw new DoorstepError(
      'CHILD_NOT_READY',
      `PostgreSQL could not create its cluster in ${folder.postgres}.${quote(lines)}`,
      { cause },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder.postgres);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function keepPassword(file: string): string {
  if (!existsSync(file)) writeWhole(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}
