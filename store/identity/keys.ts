/** Keys of programs: what each may do is written beside the hash of its secret. */
import { sql } from 'kysely';
import type { Instant } from '../../domain';
import { prepared, type Database } from '../database';
import { hashOf, isSame, keyText, makeKey, parseKey } from './secrets';

export interface ApiKey {
  readonly id: string;
  /** What whoever made it calls it. */
  readonly label: string;
  readonly scopes: readonly string[];
  /** Null for everywhere. */
  readonly units: readonly string[] | null;
  /** Whoever comes with it is this person; null for a program. */
  readonly person: string | null;
  /** It says itself for whom it acts. */
  readonly actsFor: boolean;
  readonly createdAtMs: Instant;
  readonly createdBy: string;
  readonly expiresAtMs: Instant | null;
  /** To the minute. */
  readonly lastUsedAtMs: Instant | null;
  readonly revokedAtMs: Instant | null;
}

export type NewKey = Pick<ApiKey, 'label' | 'scopes' | 'units' | 'person' | 'actsFor' | 'createdBy' | 'expiresAtMs'>;

interface Row {
  readonly id: string;
  readonly hash: Buffer;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly units: readonly string[] | null;
  readonly person: string | null;
  readonly acts_for: boolean;
  readonly created_at: Date;
  readonly created_by: string;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

/** @returns the key as its owner has it, which can never be read again, with what is kept */
export async function addKey({ db }: Database, made: NewKey): Promise<{ readonly text: string; readonly key: ApiKey }> {
  const { id, secret } = makeKey();
  const { rows } = await sql<Row>`
    insert into doorstep.api_key (id, hash, label, scopes, units, person, acts_for, created_by, expires_at)
    values (${id}, ${hashOf(secret)}, ${made.label}, ${made.scopes}::text[], ${made.units}::text[], ${made.person},
      ${made.actsFor}, ${made.createdBy}, ${made.expiresAtMs === null ? null : new Date(made.expiresAtMs)})
    returning *`.execute(db);
  return { text: keyText({ id, secret }), key: keyOf(rows[0]!) };
}

/** The newest first. */
export async function listKeys({ db }: Database): Promise<readonly ApiKey[]> {
  const { rows } = await sql<Row>`select * from doorstep.api_key order by created_at desc, id`.execute(db);
  return rows.map(keyOf);
}

/** False when there is none, or it was revoked before. */
export async function revokeKey({ db }: Database, id: string): Promise<boolean> {
  const done =
    await sql`update doorstep.api_key set revoked_at = now() where id = ${id} and revoked_at is null`.execute(db);
  return done.numAffectedRows === 1n;
}

/** Undefined for a key that is unknown, wrong, expired or revoked; which of them is nobody's business. */
export async function findKey(database: Database, text: string): Promise<ApiKey | undefined> {
  const parsed = parseKey(text);
  if (parsed === undefined) return undefined;
  const [row] = await prepared<Row & { is_stale: boolean }>(database, {
    name: 'find-key',
    text: `
      select id, hash, label, scopes, units, person, acts_for, created_at, created_by, expires_at, revoked_at, last_used_at,
        coalesce(last_used_at < now() - interval '1 minute', true) as is_stale
      from doorstep.api_key where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    values: [parsed.id],
  });
  if (row === undefined || !isSame(row.hash, hashOf(parsed.secret))) return undefined;
  if (row.is_stale) await noteUse(database, row.id);
  return keyOf(row);
}

/** At most once a minute, however many processes see it. */
async function noteUse({ db }: Database, id: string): Promise<void> {
  await sql`
    update doorstep.api_key set last_used_at = now()
    where id = ${id} and coalesce(last_used_at < now() - interval '1 minute', true)`.execute(db);
}

const keyOf = (row: Row): ApiKey => ({
  id: row.id,
  label: row.label,
  scopes: row.scopes,
  units: row.units,
  person: row.person,
  actsFor: row.acts_for,
  createdAtMs: row.created_at.getTime(),
  createdBy: row.created_by,
  expiresAtMs: row.expires_at?.getTime() ?? null,
  lastUsedAtMs: row.last_used_at?.getTime() ?? null,
  revokedAtMs: row.revoked_at?.getTime() ?? null,
});
