/** Brings the schema to the version of this code; safe to run at once from several processes (Kysely takes a lock). */
import { Migrator } from 'kysely';
import type { Database } from './database';
import { migrations } from './migrations';

export async function migrate({ db }: Database): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('The schema could not be brought up to date.', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}
