/**
 * Guessing is slowed down: after a few failures each further attempt has to wait twice as long as the one before. Counted
 * before the password is looked at, in the database, so that neither many at once nor many processes gain anything, and
 * for names that do not exist just the same.
 */
import { sql } from 'kysely';
import type { Database } from '../database';

interface Bound {
  /** So many are free. */
  readonly free: number;
  /** No wait is longer. */
  readonly longestS: number;
}

/**
 * pair: one name from one address. account: one name from anywhere, mildly, or strangers could lock people out.
 * address: any names from one address.
 */
const BOUNDS = {
  pair: { free: 5, longestS: 900 },
  account: { free: 30, longestS: 30 },
  address: { free: 30, longestS: 900 },
} as const satisfies Record<string, Bound>;

/** Whoever has not failed for so long begins anew. */
const FORGOTTEN_S = 3_600;

export interface Guess {
  readonly account: string;
  /** As addresses.ts names it. */
  readonly address: string;
}

/** 0 when it may be tried now, and then it counts as failed until `succeeded`; else the seconds to wait. */
export async function attempt({ db }: Database, guess: Guess): Promise<number> {
  const named = namesOf(guess);
  const { rows: blocked } = await sql<{ wait: number }>`
    select max(ceil(extract(epoch from blocked_until - now())))::int as wait from doorstep.sign_in_attempt
    where key = any(${named.map(({ key }) => key)}) and blocked_until > now()`.execute(db);
  const [{ wait } = { wait: null }] = blocked as readonly { wait: number | null }[];
  if (wait !== null) return Math.max(1, wait);
  const { rows } = await sql<{ key: string }>`
    insert into doorstep.sign_in_attempt as known (key, count, at, blocked_until)
    select one.key, 1, now(), null from unnest(${named.map(({ key }) => key)}::text[]) as one (key) order by one.key
    on conflict (key) do update set at = now(),
      count = case when known.at < now() - make_interval(secs => ${FORGOTTEN_S}) then 1 else known.count + 1 end,
      blocked_until = case when known.at < now() - make_interval(secs => ${FORGOTTEN_S}) then null
        else ${blockedUntil(named)} end
    where known.blocked_until is null or known.blocked_until <= now()
    returning key`.execute(db);
  return rows.length === named.length ? 0 : 1;
}

/** The name is free again; the address goes on counting, or one good account would pay for guessing at others. */
export async function succeeded({ db }: Database, guess: Guess): Promise<void> {
  const keys = namesOf(guess).flatMap(({ kind, key }) => (kind === 'address' ? [] : [key]));
  await sql`delete from doorstep.sign_in_attempt where key = any(${keys})`.execute(db);
}

type Kind = keyof typeof BOUNDS;
interface Named {
  readonly kind: Kind;
  readonly key: string;
}

const namesOf = ({ account, address }: Guess): readonly Named[] => [
  { kind: 'pair', key: `pair:${account}:${address}` },
  { kind: 'account', key: `account:${account}` },
  { kind: 'address', key: `address:${address}` },
];

/** One second after the free ones, then twice as long each time. */
const blockedUntil = (named: readonly Named[]) =>
  sql`case ${sql.join(
    named.map(
      ({
        kind,
        key,
      }) => sql`when known.key = ${key} and known.count + 1 >= ${BOUNDS[kind].free}::int then now() + make_interval(
      secs => least(${BOUNDS[kind].longestS}::float8, power(2, least(known.count + 1 - ${BOUNDS[kind].free}::int, 20))))`,
    ),
    sql` `,
  )} end`;
