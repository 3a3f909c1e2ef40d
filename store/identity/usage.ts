/** How often something was done in this hour, counted by all processes together. */
import { sql, type Kysely } from 'kysely';
import type { Database, Tables } from '../database';

export interface Allowance {
  /** What is counted: words and hashed names only. */
  readonly key: string;
  readonly perHour: number;
}

/** The one that is used up, and the seconds until its hour is over. */
export interface Spent {
  readonly key: string;
  readonly waitS: number;
}

/** Takes one of each allowance, or none of any. */
export async function take({ db }: Database, allowances: readonly Allowance[]): Promise<Spent | null> {
  try {
    await db.transaction().execute(async (transaction) => {
      const spent = await takeWithin(transaction, allowances);
      if (spent !== null) throw new UsedUp(spent);
    });
    return null;
  } catch (error) {
    if (!(error instanceof UsedUp)) throw error;
    return error.spent;
  }
}

/**
 * The same within a transaction, which whoever began it takes back when something is used up. The order of keys is that of
 * locks, so that nobody waits for each other.
 */
export async function takeWithin(transaction: Kysely<Tables>, allowances: readonly Allowance[]): Promise<Spent | null> {
  for (const { key, perHour } of [...allowances].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (perHour <= 0) return spentUp(key);
    const { rows } = await sql`
      insert into doorstep.usage as known (key, window_start, count) values (${key}, date_trunc('hour', now()), 1)
      on conflict (window_start, key) do update set count = known.count + 1 where known.count < ${perHour}
      returning count`.execute(transaction);
    if (rows.length === 0) return spentUp(key);
  }
  return null;
}

const spentUp = (key: string): Spent => ({ key, waitS: 3_600 - (Math.floor(Date.now() / 1_000) % 3_600) });

class UsedUp extends Error {
  constructor(readonly spent: Spent) {
    super(spent.key);
  }
}
