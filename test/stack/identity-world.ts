/** A PostgreSQL with the tables of identities, seen from two processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { startStack, type RunningStack } from '../../stack';
import { migrate, openDatabase, type Database } from '../../store';
import { layOutFirstStart } from '../support/run/first-start';

export const PASSWORD = 'four words that differ';

export interface IdentityWorld {
  readonly database: Database;
  /** Of another process. */
  readonly other: Database;
  readonly folder: string;
  readonly databaseUrl: string;
  /** Everything that the tables hold, as text: no secret may be in it. */
  everything(): Promise<string>;
}

/** One for all tests of a file, which read it as `world()`. */
export function identityWorldForTests(): () => IdentityWorld {
  let world: IdentityWorld | undefined;
  let stack: RunningStack | undefined;
  jest.setTimeout(120_000);
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doorstep-identity-'));
    await layOutFirstStart(folder);
    const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...env } = process.env;
    stack = await startStack({ dataDir: folder, env, workers: false });
    const { databaseUrl } = stack.connections;
    const database = openDatabase(databaseUrl, 6);
    world = {
      database,
      other: openDatabase(databaseUrl, 6),
      folder,
      databaseUrl,
      everything: () => everythingIn(database),
    };
    await migrate(database);
  }, 900_000);
  afterAll(async () => {
    await Promise.allSettled([world?.database.close(), world?.other.close()]);
    await stack?.stop();
    if (world !== undefined) rmSync(world.folder, { recursive: true, force: true });
  });
  return () => {
    if (world === undefined) throw new Error('The database did not start.');
    return world;
  };
}

async function everythingIn({ db }: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema = 'doorstep' and table_type = 'BASE TABLE'`.execute(db);
  const all = await Promise.all(
    tables.map(({ name }) => sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)),
  );
  return all.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
}
