/** The keys of issues, as the database has them: each wrapped by the master key, and bound to its issue. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import type { MasterKeys } from '../contacts';
import { seal, unseal } from '../contacts/seal';
import type { Database } from '../database';
import { rememberedKeys, rememberKeys, type KnownKey } from './cache';
import { wordKey, type WordKey } from './sealing';

const KEY_BYTES = 32;
/** 16 characters of base64url. */
const ID_BYTES = 12;

/** Whose words of which issue; the person is its reporter, where that is known. */
export interface Written {
  readonly issue: IssueId;
  readonly person: string | undefined;
}

export interface KeyRow {
  readonly key_id: string;
  readonly issue_id: IssueId;
  readonly wrapped_key: Buffer | null;
  readonly destroyed_at: Date | null;
}

/** Every key that these issues have or had. @param isFresh asks the database, whatever is remembered */
export async function keysOf(
  database: Database,
  masters: MasterKeys | undefined,
  issues: readonly IssueId[],
  isFresh = false,
): Promise<ReadonlyMap<IssueId, readonly KnownKey[]>> {
  const found = new Map<IssueId, readonly KnownKey[]>();
  for (const issue of new Set(issues)) {
    const keys = isFresh || masters === undefined ? undefined : rememberedKeys(database, issue);
    if (keys !== undefined) found.set(issue, keys);
  }
  const wanted = [...new Set(issues)].filter((issue) => !found.has(issue));
  if (wanted.length === 0) return found;
  const { rows } = await sql<KeyRow>`
    select key_id, issue_id, wrapped_key, destroyed_at from doorstep.issue_word_key
    where issue_id = any(${wanted})`.execute(database.db);
  for (const issue of wanted) {
    const keys = rows.filter((row) => row.issue_id === issue).map((row) => known(masters, row));
    found.set(issue, keys);
    if (masters !== undefined) rememberKeys(database, issue, keys);
  }
  return found;
}

/**
 * A key for new words of each issue: the one that is alive, else a new one. Whoever makes one at the same time gets the same.
 * Throws DoorstepError WORD_KEY_UNFIT when one is wrapped by a master key that is not at hand.
 */
export async function keysForWriting(
  database: Database,
  masters: MasterKeys,
  written: readonly Written[],
): Promise<ReadonlyMap<IssueId, WordKey>> {
  const made = new Map(written.map((one) => [one.issue, freshKey(masters, one)]));
  const all = [...made.values()];
  const { rows } = await sql<KeyRow>`
    with made as (
      insert into doorstep.issue_word_key (key_id, issue_id, person_id, wrapped_key, master)
      select * from unnest(${all.map(({ id }) => id)}::text[], ${all.map(({ issue }) => issue)}::text[],
        ${all.map(({ person }) => person ?? null)}::text[], ${all.map(({ wrapped }) => wrapped)}::bytea[],
        ${all.map(() => masters[0].id)}::text[])
      on conflict (issue_id) where wrapped_key is not null do nothing
      returning key_id, issue_id, wrapped_key, destroyed_at)
    select * from made`.execute(database.db);
  const keys = new Map(rows.map(({ issue_id }) => [issue_id, made.get(issue_id)?.key]));
  const others = [...made.keys()].filter((issue) => !keys.has(issue));
  for (const [issue, found] of await liveKeys(database, masters, others)) keys.set(issue, found);
  return new Map([...made.keys()].map((issue) => [issue, keys.get(issue) ?? gone(issue)]));
}

/** The keys that are alive; issues without one are left out. Throws WORD_KEY_UNFIT. */
export async function liveKeys(
  database: Database,
  masters: MasterKeys,
  issues: readonly IssueId[],
): Promise<ReadonlyMap<IssueId, WordKey>> {
  if (issues.length === 0) return new Map();
  // What was erased a moment ago must not seal what is written now: memory is not asked.
  const found = await keysOf(database, masters, issues, true);
  const live = new Map<IssueId, WordKey>();
  for (const [issue, keys] of found) {
    if (keys.some(({ state }) => state === 'locked')) throw unfit(issue);
    for (const one of keys) if (one.state === 'open') live.set(issue, one.key);
  }
  return live;
}

/** Whether anything of this installation was sealed. */
export async function sealsWords({ db }: Database): Promise<boolean> {
  const { rows } = await sql<{ seals: boolean }>`
    select exists (select from doorstep.issue_word_key) as seals`.execute(db);
  return rows[0]?.seals === true;
}

/** A key that nobody has yet, as it goes into its row. */
export interface FreshKey extends Written {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly key: WordKey;
}

export function freshKey([newest]: MasterKeys, { issue, person }: Written): FreshKey {
  const bytes = randomBytes(ID_BYTES + KEY_BYTES);
  const id = bytes.toString('base64url', 0, ID_BYTES);
  const secret = bytes.subarray(ID_BYTES);
  return { id, issue, person, wrapped: seal(newest.key, boundTo(issue, id), secret), key: wordKey(id, secret) };
}

function known(masters: MasterKeys | undefined, row: KeyRow): KnownKey {
  const { key_id: id, issue_id, wrapped_key, destroyed_at } = row;
  if (wrapped_key === null) return { id, state: 'erased', atMs: destroyed_at?.getTime() ?? 0 };
  const secret = masters === undefined ? undefined : unwrap(masters, issue_id, id, wrapped_key);
  return secret === undefined ? { id, state: 'locked' } : { id, state: 'open', key: wordKey(id, secret) };
}

/** Undefined when none of the master keys opens it. */
export function unwrap(masters: MasterKeys, issue: string, id: string, wrapped: Buffer): Buffer | undefined {
  for (const { key } of masters) {
    const secret = unseal(key, boundTo(issue, id), wrapped);
    if (secret !== undefined) return secret;
  }
  return undefined;
}

export const boundTo = (issue: string, id: string): string => `doorstep word key\n${issue}\n${id}`;

export const unfit = (issue: IssueId): DoorstepError =>
  new DoorstepError('WORD_KEY_UNFIT', `The words of ${issue} are sealed under a master key that is not at hand.`);

/** Destroyed between two statements: whoever asks again gets the next one. */
function gone(issue: IssueId): never {
  throw new DoorstepError('SERVER_AWAY', `The words of ${issue} are being erased at this moment.`);
}
