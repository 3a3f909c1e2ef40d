/** Marked words, and looks for them in everything that is kept. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { IssueId } from '../../clients/sdk';
import { workflowOf } from './operator';
import type { RecordedHistory } from './replay';
import type { World } from './world';

/** In both scripts: what looks for one kind of letters must not be all that is tried. */
export const MARK = 'kanarienvogel';
export const HAN = '金丝雀';
export type Holds = (text: string) => boolean;
export const holdsMark: Holds = (text) => text.toLowerCase().includes(MARK) || text.includes(HAN);

/** Somebody's home: digits that nothing else has. */
export const PLACE = { lat: 40.7365173, lon: 111.9186259 };
/** The point of the map there (migration 0015), as which a place is found. */
const POINT = [1.9533485162628017, 0.779781833233186];
const DIGITS = ['7365173', '9186259', '1.95334851', '0.77978183'];
export const holdsPlace: Holds = (text) => DIGITS.some((digits) => text.includes(digits));

/** The same in the files of PostgreSQL, which keeps numbers as they are reckoned with. */
export const bytesHoldPlace = (bytes: Buffer): boolean =>
  [PLACE.lat, PLACE.lon, ...POINT].some((number) => bytes.includes(Buffer.from(new Float64Array([number]).buffer))) ||
  holdsPlace(bytes.toString('latin1'));

/** Every table of the database as text, binary columns as the characters that they are. */
export async function tablesWith({ database }: World, holds: Holds): Promise<readonly string[]> {
  const { pool } = database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const marked: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    const decoded = rows.map(({ row }) => row + row.replace(/\\+x([0-9a-f]+)/g, (_, hex: string) => latin(hex)));
    if (decoded.some(holds)) marked.push(name);
  }
  return marked;
}
const latin = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8');

export async function historyOf(world: World, issue: IssueId): Promise<RecordedHistory> {
  return JSON.parse(historyToJSON(await workflowOf(world, issue).fetchHistory())) as RecordedHistory;
}

/** The payloads of a history as they are, which its JSON has in base64. */
export const decodedHistory = (history: RecordedHistory): string =>
  JSON.stringify(history).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );

/** Files of PostgreSQL, of Temporal, of every stream of NATS, the logs of all processes, evidence. */
export function filesWith(folder: string, holds: (bytes: Buffer) => boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'policies' ? [] : filesWith(path, holds);
    if (!entry.isFile() || statSync(path).size > 1 << 30) return [];
    const bytes = readFileSync(path);
    return holds(bytes) ? [path] : [];
  });
}
