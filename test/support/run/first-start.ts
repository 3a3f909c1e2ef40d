/**
 * What the servers make at their first start, made once in a run and copied: the cluster with its tables, and Temporal's
 * file. How it is made, and migrated to, has tests of its own, which do not come here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataLayout } from '../../../stack/data-folder';
import { startStack } from '../../../stack';
import { migrate, openDatabase } from '../../../store';

/** Before the stack starts on the folder. Outside a run that has a folder of its own nothing is done. */
export async function layOutFirstStart(folder: string): Promise<void> {
  const run = process.env['DOORSTEP_TEST_RUN'];
  if (run === undefined) return;
  const made = join(run, 'first-start');
  if (!existsSync(made)) await make(made);
  // With the owner: PostgreSQL runs as a user of its own.
  execFileSync('cp', ['-a', `${made}/.`, folder]);
}

/** Two may find it missing at once: each makes one, the first to be ready counts. */
async function make(made: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-first-start-'));
  const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...env } = process.env;
  const stack = await startStack({ dataDir: folder, env, workers: false });
  try {
    const database = openDatabase(stack.connections.databaseUrl, 1);
    await migrate(database).finally(() => database.close());
  } finally {
    await stack.stop();
  }
  const draft = `${folder}.kept`;
  mkdirSync(draft, { mode: 0o700 });
  const { postgres, postgresPassword, temporal } = dataLayout(folder);
  const kept = [postgres, postgresPassword, ...['', '-wal', '-shm'].map((end) => `${temporal}${end}`)];
  for (const path of kept.filter((path) => existsSync(path))) renameSync(path, join(draft, path.slice(folder.length)));
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(draft, made);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(made)) throw error;
  }
}
