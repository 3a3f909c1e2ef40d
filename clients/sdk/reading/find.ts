/** The pages and counts of the gateway, straight from the database. */
import { DoorstepError } from '../../../contracts/errors';
import { knownLocation } from '../../../domain';
import { digest } from '../ids';
import type { CountQuery, IssueCounts, IssuePage, IssueQuery } from '../queries';
import type { Opened } from './from-database';
import { checkCount, checkQuery, fitsNothing, USUAL_LIMIT } from './query';

type Open = <T>(call: (from: Opened) => Promise<T>) => Promise<T>;

export async function find(read: Open, query: IssueQuery): Promise<IssuePage> {
  checkQuery(query);
  const { sort = 'overdue', limit = USUAL_LIMIT, cursor, ...search } = query;
  if (fitsNothing(query)) return { issues: [] };
  const list = digest(JSON.stringify([sort, Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1))]), 8);
  const after = cursor === undefined ? {} : { after: keysIn(cursor, list) };
  const { rows, next } = await read(async ({ store, database, reader }) => {
    const findable = await reader.findable(search);
    const page = await store.searchIssues(database, findable, { units: 'everywhere' }, { sort, limit, ...after });
    return { ...page, rows: await reader.readEach(page.rows, ({ id }) => id) };
  });
  return {
    issues: rows.map(({ isOverdue, isQuarantined, location, ...row }) => ({
      ...row,
      ...knownLocation({ location }),
      overdue: isOverdue,
      quarantined: isQuarantined,
    })),
    ...(next === undefined ? {} : { next: Buffer.from(JSON.stringify([list, ...next])).toString('base64url') }),
  };
}

export async function counts(read: Open, query: CountQuery): Promise<IssueCounts> {
  const kinds = checkCount(query);
  const { by: _by, ...search } = query;
  if (fitsNothing(search)) return { total: 0, by: Object.fromEntries(kinds.map((kind) => [kind, []])) };
  return read(async ({ store, database, reader }) =>
    store.countIssues(database, await reader.findable(search), { units: 'everywhere' }, kinds),
  );
}

/** Throws DoorstepError ARGUMENT_INVALID for the cursor of another list, and for none at all. */
function keysIn(cursor: string, list: string): readonly string[] {
  const keys = textsIn(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (keys !== undefined && keys[0] === list && keys.length >= 3) return keys.slice(1);
  throw new DoorstepError('ARGUMENT_INVALID', 'The cursor is none that a page of this list has given.', {
    place: { field: 'cursor' },
  });
}

function textsIn(text: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isGiven = Array.isArray(parsed) && parsed.every((one) => typeof one === 'string' && !one.includes('\0'));
    return isGiven ? (parsed as string[]) : undefined;
  } catch {
    return undefined;
  }
}
