/** Bytes at rest: of a SQLite file, of a folder, of PostgreSQL's tables. */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../store';

/**
 * Pages in use times page size, from the file's header (SQLite file format, 1.3): free pages will be used again and
 * are nobody's. Right only after a clean stop, when nothing is left in the write-ahead log.
 */
export function sqliteBytes(file: string): number {
  const header = Buffer.alloc(100);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, header, 0, header.length, 0);
  } finally {
    closeSync(opened);
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return (header.readUInt32BE(28) - header.readUInt32BE(36)) * pageSize;
}

/** What the files in a folder take on disk. */
export function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).blocks * 512, 0);
}

/** Each table with its indexes and long values, after VACUUM. */
export async function tableBytes({ pool }: Database): Promise<Readonly<Record<string, number>>> {
  await pool.query('vacuum analyze');
  const { rows } = await pool.query<{ name: string; bytes: number }>(
    `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
     where relnamespace = 'doorstep'::regnamespace and relkind = 'r' order by relname`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}
