/** Sessions of accounts: an opaque token in the browser, its hash here. */
import { sql } from 'kysely';
import type { Instant, Span } from '../../domain';
import type { Database } from '../database';
import { accountOf, type Account } from './accounts';
import { hashOf, makeToken } from './secrets';

export interface SessionTerms {
  /** Not used for so long, it is over. */
  readonly idleMs: Span;
  /** It is over after this, however much it is used. */
  readonly lifeMs: Span;
}

export interface Session {
  readonly account: Account;
  readonly createdAtMs: Instant;
  readonly expiresAtMs: Instant;
}

/** @param former a session that ends by this one: nobody keeps a token from before they signed in */
export async function openSession(
  { db }: Database,
  account: string,
  { lifeMs }: SessionTerms,
  former?: string,
): Promise<{ readonly token: string; readonly expiresAtMs: Instant }> {
  const token = makeToken();
  return db.transaction().execute(async (transaction) => {
    if (former !== undefined)
      await sql`delete from doorstep.session where hash = ${hashOf(former)}`.execute(transaction);
    const { rows } = await sql<{ expires_at: Date }>`
      insert into doorstep.session (hash, account, expires_at)
      values (${hashOf(token)}, ${account}, now() + make_interval(secs => ${lifeMs / 1000}))
      returning expires_at`.execute(transaction);
    return { token, expiresAtMs: rows[0]!.expires_at.getTime() };
  });
}

type Row = Parameters<typeof accountOf>[0] & {
  readonly began: Date;
  readonly ends: Date;
  readonly is_stale: boolean;
};

/** Undefined when there is none such, it is over, or its account is disabled. */
export async function findSession(
  { db }: Database,
  token: string,
  { idleMs }: SessionTerms,
): Promise<Session | undefined> {
  const hash = hashOf(token);
  const { rows } = await sql<Row>`
    select a.*, s.created_at as began, s.expires_at as ends, s.used_at < now() - interval '1 minute' as is_stale
    from doorstep.session s join doorstep.account a on a.name = s.account
    where s.hash = ${hash} and s.expires_at > now() and s.used_at > now() - make_interval(secs => ${idleMs / 1000})
      and a.disabled_at is null`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  if (row.is_stale) await sql`update doorstep.session set used_at = now() where hash = ${hash}`.execute(db);
  return { account: accountOf(row), createdAtMs: row.began.getTime(), expiresAtMs: row.ends.getTime() };
}

/** False when it was over before. */
export async function closeSession({ db }: Database, token: string): Promise<boolean> {
  const done = await sql`delete from doorstep.session where hash = ${hashOf(token)}`.execute(db);
  return done.numAffectedRows === 1n;
}
