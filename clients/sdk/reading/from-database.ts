/** Reads from PostgreSQL: the read model for issues, the log for timelines. */
import type * as Store from '../../../store';
import type { Database, MasterKeys, WordReader, WordWriter } from '../../../store';
import { DoorstepError } from '../../../contracts/errors';
import { fold, type IssueId, type Span } from '../../../domain';
import { lazy, type Lazy } from '../lazy';
import { persist, seconds } from '../persist';
import { counts, find } from './find';
import type { Reader } from './reader';

export interface Opened {
  readonly store: typeof Store;
  readonly database: Database;
  /** Opens what people wrote. */
  readonly reader: WordReader;
  /** Seals it. */
  readonly writer: WordWriter;
}

/** A client reads little at once; more connections only crowd the server. */
const CONNECTIONS = 4;

export const lazyDatabase = (url: string, masterKeys: () => MasterKeys | undefined): Lazy<Opened> =>
  lazy(
    async () => {
      // Loaded at the first read: who only commands needs no database driver.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a dynamic import would be an ES module's, with a suffix
      const store = require('../../../store') as typeof Store;
      const database = store.openDatabase(url, CONNECTIONS);
      return {
        store,
        database,
        reader: new store.WordReader(database, masterKeys),
        writer: new store.WordWriter(database, masterKeys),
      };
    },
    ({ database }) => database.close(),
  );

export const readsFrom =
  (opened: Lazy<Opened>, budgetMs: Span) =>
  <T>(call: (from: Opened) => Promise<T>): Promise<T> =>
    persist({ budgetMs, verdict, tooLate: (error) => away(budgetMs, error) }, async () => call(await opened.get()));

/** Calls that are sent once: whether one that failed was carried out its caller finds out. */
export const oneAttemptFrom =
  (opened: Lazy<Opened>, budgetMs: Span) =>
  async <T>(call: (from: Opened) => Promise<T>): Promise<T> => {
    const from = await opened.get();
    return call(from).catch((error: unknown) => {
      throw verdict(error) ?? away(budgetMs, error);
    });
  };

export function fromDatabase(opened: Lazy<Opened>, budgetMs: Span): Reader {
  const read = readsFrom(opened, budgetMs);
  const log = (issue: IssueId, afterSeq = 0) => read(({ store, database }) => store.readLog(database, issue, afterSeq));
  return {
    state: (issue) =>
      read(async ({ store, database, reader }) => reader.read(issue, await store.findIssue(database, issue))),
    list: (filter) =>
      read(async ({ store, database, reader }) =>
        reader.readEach(await store.listIssues(database, filter), ({ id }) => id),
      ),
    stateAt: async (issue, atMs) => {
      const entries = await read(async ({ store, database, reader }) =>
        reader.read(issue, await store.readLog(database, issue)),
      );
      return fold(
        issue,
        entries.filter(({ recordedAtMs }) => recordedAtMs <= atMs),
      );
    },
    find: (query) => find(read, query),
    counts: (query) => counts(read, query),
    timeline: async (issue, afterSeq) =>
      (
        await read(async ({ store, database, reader }) =>
          reader.read(issue, await store.readLog(database, issue, afterSeq)),
        )
      ).map(({ seq, actor, occurredAtMs, recordedAtMs, event }) => ({
        seq,
        type: event.type,
        actor,
        occurredAtMs,
        recordedAtMs,
        event,
      })),
    verifyChain: async (issue) => {
      const broken = await read(({ store, database }) => store.firstBrokenLink(database, issue));
      return { issue, events: (await log(issue)).length, brokenAtSeq: broken?.seq ?? null };
    },
  };
}

/** SQLSTATE classes and system errors that pass: connection, resources, shutdown, start-up. */
export const PASSES = /^(08|53|57P)|^E(CONN|PIPE|HOSTUNREACH|NETUNREACH|TIMEDOUT)/;

const PREPARE = 'Start the stack once: it prepares the database. Or check DATABASE_URL.';
const UNFIT: Readonly<Record<string, string>> = {
  '42P01': PREPARE,
  '3F000': PREPARE,
  '3D000': 'Check the name of the database in DATABASE_URL.',
  '28P01': 'Check user and password in DATABASE_URL.',
  '28000': 'Check user and password in DATABASE_URL.',
  '42501': 'Grant this user the right to read the schema doorstep.',
};

/** What to say of an error for good; null for trouble that may pass. */
export function verdict(error: unknown): DoorstepError | null {
  if (error instanceof DoorstepError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  // The driver's own errors carry no code: the connection it lent was broken or is ending.
  if (PASSES.test(code) || /timeout|terminated|ended unexpectedly|not queryable|connection error/i.test(message))
    return null;
  const unfit = UNFIT[code];
  if (unfit !== undefined) return new DoorstepError('SERVER_UNFIT', `${message}.`, { remedy: unfit, cause: error });
  return new DoorstepError('UNEXPECTED', `The database refused: ${message}`, { cause: error });
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

export const away = (budgetMs: Span, cause: unknown): DoorstepError =>
  new DoorstepError('SERVER_AWAY', `PostgreSQL could not be reached within ${seconds(budgetMs)}.`, { cause });
