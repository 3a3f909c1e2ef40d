/** The rules of the place as a running process asks for them: the documents on disk with the directory of the store. */
import { DoorstepError } from '../contracts/errors';
import type { Instant, Span } from '../domain';
import type { Community } from '../domain/directory/community';
import { directoryByDate } from '../domain/directory/dated';
import { buildDirectory } from '../domain/directory/directory';
import { communityFrom } from '../domain/directory/parse';
import { openDocument, type OpenDocument } from '../domain/procedure/documents/document';
import { kindOf, parsePolicies, type Policies } from '../domain/procedure/policies';
import { newestVersion, readDirectory, type Database, type StoredDirectory, type WrittenDirectory } from '../store';
import { oneAtATime } from './one-at-a-time';
import { policiesFolder, readSources } from './read';

export interface LivePolicies {
  /**
   * The newest directory as it holds at `nowMs`, looked for at most `maxAgeMs` ago; the same value as long as nothing changed. While the
   * database does not answer it is the last that was known: what is decided by it counts only once that database has it.
   * So it is while the newest can't be used here. Throws what the database throws as long as nothing is known yet, and
   * DIRECTORY_UNREADABLE.
   *
   * @param nowMs real time, as Date.now() gives it
   */
  at(nowMs: Instant, maxAgeMs?: Span): Promise<Policies>;
  /** What `at` would give without looking: its version (0: the store is empty) and how long ago that was sure. */
  standing(nowMs: Instant): { readonly version: number; readonly ageMs: Span };
}

export interface LiveOptions {
  /** How old an answer may be; 0, which sees every import that was answered, when left out. */
  readonly maxAgeMs?: Span;
  /** Called when an answer is older than asked for, because the database did not answer, or gave what can't be used here. */
  readonly onStale?: (error: unknown, standing: ReturnType<LivePolicies['standing']>) => void;
}

/** @param base the documents on disk; their community holds while the store is empty */
export function livePolicies(
  base: Policies,
  database: Database,
  { maxAgeMs: usualAgeMs = 0, onStale }: LiveOptions = {},
): LivePolicies {
  let known: Known = { version: 0, digest: '', at: byDate(base) };
  let lookedAtMs: Instant | undefined;
  /** A version that can't be used here: read once, and not at every call. */
  let unusable: { readonly version: number; readonly error: unknown } | undefined;
  const look = oneAtATime(async () => {
    const nowMs = Date.now();
    const newest = await newestVersion(database);
    const version = newest?.version ?? 0;
    if (unusable?.version === version) throw unusable.error;
    // A database that was set back may have another directory under the same number.
    if (version !== known.version || (newest?.digest ?? '') !== known.digest) {
      known = await changed(base, database, newest?.digest).catch((error: unknown) => {
        if (error instanceof DoorstepError) unusable = { version, error };
        throw error;
      });
    }
    lookedAtMs = nowMs;
  });
  const standing = (nowMs: Instant) => ({ version: known.version, ageMs: nowMs - (lookedAtMs ?? -Infinity) });
  return {
    standing,
    at: async (nowMs, maxAgeMs = usualAgeMs) => {
      const { ageMs } = standing(nowMs);
      if (maxAgeMs > 0 && ageMs <= maxAgeMs) return known.at(nowMs);
      try {
        await look();
      } catch (error) {
        if (lookedAtMs === undefined) throw error;
        onStale?.(error, standing(Date.now()));
      }
      return known.at(nowMs);
    },
  };
}

/** The community document of a folder as it is written; it passed the checks of readPolicies. Throws POLICIES_UNREADABLE. */
export function writtenCommunity(folder: string = policiesFolder()): WrittenDirectory {
  const [source] = readSources(folder).filter(({ path }) => kindOf(path) === 'community');
  const opened = source === undefined ? undefined : openDocument(source).document;
  if (opened === undefined) throw new DoorstepError('POLICIES_UNREADABLE', `${folder} holds no community document.`);
  return opened.value as WrittenDirectory;
}

/**
 * Whether the directory of the store goes with the procedures and calendars of a folder: all that parsePolicies checks.
 * Throws what parsePolicies throws.
 */
export const checkDirectory = (document: OpenDocument, folder: string = policiesFolder()): Policies =>
  parsePolicies(
    readSources(folder).filter(({ path }) => kindOf(path) !== 'community'),
    document,
  );

/** The documents of `base` with the directory that the store holds. Throws DIRECTORY_UNREADABLE. */
export function withDirectory(base: Policies, { version, document }: StoredDirectory): Policies {
  const community = communityFrom(document);
  if (community === undefined)
    throw new DoorstepError('DIRECTORY_UNREADABLE', `Version ${version} of the directory can't be understood here.`);
  const missing = notRead(base, community);
  if (missing !== undefined)
    throw new DoorstepError(
      'DIRECTORY_UNREADABLE',
      `Version ${version} of the directory names the ${missing}, which was not among the documents when this process began.`,
    );
  return { ...base, community, directory: buildDirectory(community), directoryVersion: version };
}

/** A directory that was imported together with new documents: who began before them would open issues by no rules at all. */
function notRead({ current, calendars }: Policies, { routing, calendar, units }: Community): string | undefined {
  const route = routing.find(({ procedure }) => !current.has(procedure));
  if (route !== undefined) return `procedure ${route.procedure}`;
  const named = [calendar, ...units.map((unit) => unit.calendar)];
  const unread = named.find((id) => id !== undefined && !calendars.has(id));
  return unread === undefined ? undefined : `calendar ${unread}`;
}

interface Known {
  /** 0 for an empty store. */
  readonly version: number;
  readonly digest: string;
  readonly at: (nowMs: Instant) => Policies;
}

async function changed(base: Policies, database: Database, digest = ''): Promise<Known> {
  const stored = await readDirectory(database);
  return stored === undefined
    ? { version: 0, digest: '', at: byDate(base) }
    : { version: stored.version, digest, at: byDate(withDirectory(base, stored)) };
}

function byDate(policies: Policies): Known['at'] {
  const directoryAt = directoryByDate(policies.directory);
  let known = policies;
  return (nowMs) => {
    const directory = directoryAt(nowMs);
    return directory === known.directory ? known : (known = { ...policies, directory });
  };
}
