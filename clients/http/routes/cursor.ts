/** Where a page begins: opaque to whoever turns the pages, and good for the same list only. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { areKeysOf } from '../../../store';
import { malformed } from '../problem';
import type { ListQuery } from './issue-query';

const cursorSchema = z.tuple([z.literal(1), z.string(), z.array(z.string()).min(2).max(4)]);

export const cursorOf = (query: ListQuery, keys: readonly string[]): string =>
  Buffer.from(JSON.stringify([1, listOf(query), keys])).toString('base64url');

/** Throws REQUEST_MALFORMED for a cursor of another list, and for none at all. */
export function placeOf(query: ListQuery, cursor: string): readonly string[] {
  const parsed = cursorSchema.safeParse(parse(cursor));
  if (!parsed.success || !areKeysOf(query.sort, parsed.data[2])) throw refused('is no cursor that a page has given');
  const [, list, keys] = parsed.data;
  if (list !== listOf(query)) throw refused('belongs to another list: keep the filters and the order');
  return keys;
}

function listOf({ cursor: _cursor, limit: _limit, ...list }: ListQuery): string {
  const fields = Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 11);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const refused = (reason: string) => malformed(`The cursor ${reason}.`, [{ field: 'querystring.cursor', reason }]);
