/** The reader's edge: sealed words become what people wrote, or a mark that says why they can't be read. */
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import type { IssueSearch } from '../search/filter';
import type { KnownKey } from './cache';
import { keysOf } from './keys';
import { locationIn, type SealedOfReport } from './seal';
import { keyIdOf, openWords } from './sealing';
import { sealedQuery, tokensOf } from './tokens';

/** In place of words whose key was destroyed; the date is that of UTC. */
export const erasedMark = (atMs: number): string => `〔已删除 erased ${new Date(atMs).toISOString().slice(0, 10)}〕`;
/** In place of words that the key at hand does not open. */
export const LOCKED_MARK = '〔已密封，无密钥 sealed, no key at hand〕';
/** In place of words that were altered, or belong to another issue. */
export const ALTERED_MARK = '〔已被改动 altered〕';

export class WordReader {
  constructor(
    private readonly database: Database,
    /** Undefined where there is none (yet): then sealed words stay closed. */
    private readonly masterKeys: () => MasterKeys | undefined,
  ) {}

  /** A value of one issue with every sealed text in it opened. Throws only what the database throws. */
  async read<T>(issue: IssueId, value: T): Promise<T> {
    const [read] = await this.readEach([value], () => issue);
    return read as T;
  }

  /** The same of many, with one look at the keys. */
  async readEach<T>(values: readonly T[], issueOf: (value: T) => IssueId): Promise<readonly T[]> {
    const sealed = values.map((value) => ({ issue: issueOf(value), ids: keyIdsIn(value) }));
    const wanted = sealed.filter(({ ids }) => ids.size > 0);
    if (wanted.length === 0) return values;
    const keys = await this.keysFor(wanted);
    return values.map((value, at) => {
      const { issue, ids } = sealed[at] ?? { issue: issueOf(value), ids: NONE };
      return ids.size === 0 ? value : (opened(value, (text) => shown(keys.get(issue) ?? [], issue, text)) as T);
    });
  }

  /** Which issue each key belongs to that sealed anything in this value; keys that were destroyed as well. */
  async issuesOf(value: unknown): Promise<ReadonlyMap<string, IssueId>> {
    const ids = [...keyIdsIn(value)];
    if (ids.length === 0) return new Map();
    const { rows } = await sql<{ key_id: string; issue_id: IssueId }>`
      select key_id, issue_id from doorstep.issue_word_key where key_id = any(${ids})`.execute(this.database.db);
    return new Map(rows.map(({ key_id, issue_id }) => [key_id, issue_id]));
  }

  /** A value that may speak of several issues, with the words of these opened and everything else as it is. */
  async readOf(value: unknown, issues: ReadonlySet<IssueId>): Promise<unknown> {
    const owners = await this.issuesOf(value);
    const keys = await this.keysFor([...issues].map((issue) => ({ issue, ids: NONE })));
    return opened(value, (text) => {
      const owner = owners.get(keyIdOf(text));
      return owner === undefined || !issues.has(owner) ? text : shown(keys.get(owner) ?? [], owner, text);
    });
  }

  /** The same search, which finds sealed words as well. */
  async findable<S extends IssueSearch>(search: S): Promise<S & IssueSearch> {
    const masters = this.masterKeys();
    if (search.words === undefined || masters === undefined) return search;
    const { rows } = await sql<{ query: string | null }>`
      select doorstep.search_query(${search.words})::text as query`.execute(this.database.db);
    const query = rows[0]?.query ?? null;
    if (query === null || query === '') return search;
    return {
      ...search,
      sealedWords: masters.map((master) => `(${sealedQuery(tokensOf(master), query)})`).join(' | '),
    };
  }

  private async keysFor(wanted: readonly { readonly issue: IssueId; readonly ids: ReadonlySet<string> }[]) {
    const masters = this.masterKeys();
    const issues = wanted.map(({ issue }) => issue);
    const keys = new Map(await keysOf(this.database, masters, issues));
    // A key that was made since the others were remembered.
    const unknown = wanted.filter(({ issue, ids }) => {
      const known = new Set(keys.get(issue)?.map(({ id }) => id));
      return [...ids].some((id) => !known.has(id));
    });
    if (unknown.length === 0) return keys;
    const more = await keysOf(
      this.database,
      masters,
      unknown.map(({ issue }) => issue),
      true,
    );
    for (const [issue, found] of more) keys.set(issue, found);
    return keys;
  }
}

const NONE: ReadonlySet<string> = new Set();

function shown(keys: readonly KnownKey[], issue: IssueId, text: string): string {
  const key = keys.find(({ id }) => id === keyIdOf(text));
  if (key === undefined) return ALTERED_MARK;
  if (key.state === 'erased') return erasedMark(key.atMs);
  return key.state === 'locked' ? LOCKED_MARK : (openWords(key.key, issue, text) ?? ALTERED_MARK);
}

/** The rules of an issue are documents of the place: large, and nobody's words. */
const NOBODYS_WORDS = 'rules';
/** Of a report: the one sealed text that is no words (store/words/seal.ts). */
const LOCATION = 'location' satisfies keyof SealedOfReport;

function keyIdsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (isSealed(value)) found.add(keyIdOf(value));
  } else if (Array.isArray(value)) {
    for (const one of value) keyIdsIn(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, one] of Object.entries(value)) if (field !== NOBODYS_WORDS) keyIdsIn(one, found);
  }
  return found;
}

function opened(value: unknown, open: (text: string) => string): unknown {
  if (typeof value === 'string') return isSealed(value) ? open(value) : value;
  if (Array.isArray(value)) return value.map((one) => opened(one, open));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, one]): (readonly [string, unknown])[] => {
      if (field === NOBODYS_WORDS) return [[field, one]];
      const read = opened(one, open);
      return field === LOCATION && typeof read === 'string' ? openedLocation(read) : [[field, read]];
    }),
  );
}

/** Without its key a location is left out; one that nobody asked to open stays sealed. */
function openedLocation(read: string): (readonly [string, unknown])[] {
  const found = isSealed(read) ? read : locationIn(read);
  return found === undefined ? [] : [[LOCATION, found]];
}
