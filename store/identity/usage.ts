/** How often something was done in this hour, counted by all processes together. */
import { sql } from 'kysely';
import type { Database } from '../database';

export interface Allowance {
  /** What is counted: words and hashed names only. */
  readonly key: string;
  readonly perHour: number;
}

/**
 * Takes one of each allowance, or none of any. The order of keys is that of locks, so that nobody waits for each other.
 * @returns the key of the one that is used up, and the seconds until its hour is over
 */
export async function take(
  { db }: Database,
  allowances: readonly Allowance[],
): Promise<{ readonly key: string; readonly waitS: number } | null> {
  const inOrder = [...allowances].sort((a, b) => (a.key < b.key ? -1 : 1));
  try {
    await db.transaction().execute(async (transaction) => {
      for (const { key, perHour } of inOrder) {
        if (perHour <= 0) throw new UsedUp(key);
        const { rows } = await sql`
          insert into doorstep.usage as known (key, window_start, count) values (${key}, date_trunc('hour', now()), 1)
          on conflict (window_start, key) do update set count = known.count + 1 where known.count < ${perHour}
          returning count`.execute(transaction);
        if (rows.length === 0) throw new UsedUp(key);
      }
    });
    return null;
  } catch (error) {
    if (!(error instanceof UsedUp)) throw error;
    const leftS = 3_600 - (Math.floor(Date.now() / 1_000) % 3_600);
    return { key: error.key, waitS: leftS };
  }
}

class UsedUp extends Error {
  constructor(readonly key: string) {
    super(key);
  }
}
