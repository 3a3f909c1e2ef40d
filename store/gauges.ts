/** What monitoring asks of the database: a handful of counts, each by an index or over a small table but that of the stages. */
import { sql } from 'kysely';
import type { Database } from './database';

export interface Gauges {
  readonly issues: readonly { readonly stage: string; readonly count: number }[];
  /** Of issues that a clock drives: the deadline is over, and nothing has come of it yet. */
  readonly overdue: number;
  /** Decided, and not yet known to be published. */
  readonly outbox: { readonly count: number; readonly oldestAgeMs: number };
  /** To be sent beyond the inbox. */
  readonly deliveries: readonly { readonly channel: string; readonly count: number; readonly oldestAgeMs: number }[];
  readonly deadLetters: number;
  /** What was removed by its age, since the beginning. */
  readonly removed: readonly { readonly category: string; readonly count: number }[];
}

interface Row {
  readonly issues: Gauges['issues'] | null;
  readonly overdue: number;
  readonly outbox: Gauges['outbox'];
  readonly deliveries: Gauges['deliveries'] | null;
  readonly dead_letters: number;
  readonly removed: Gauges['removed'] | null;
}

const AGE_MS = sql`coalesce(round(extract(epoch from now() - min(at)) * 1000), 0)`;

/** All of one instant. */
export async function gauges({ db }: Database): Promise<Gauges> {
  const { rows } = await sql<Row>`
    select
      (select json_agg(json_build_object('stage', stage, 'count', count) order by stage)
        from (select stage, count(*) as count from doorstep.issue group by stage) s) as issues,
      (select count(*) from doorstep.issue where due_at < now()) as overdue,
      (select json_build_object('count', count(*), 'oldestAgeMs', ${AGE_MS})
        from (select created_at as at from doorstep.outbox) o) as outbox,
      (select json_agg(json_build_object('channel', channel, 'count', count, 'oldestAgeMs', age) order by channel)
        from (select channel, count(*) as count, ${AGE_MS} as age
          from (select channel, queued_at as at from doorstep.delivery where next_at is not null) q
          group by channel) d) as deliveries,
      (select count(*) from doorstep.dead_letter where replayed_at is null) as dead_letters,
      (select json_agg(json_build_object('category', category, 'count', removed) order by category)
        from doorstep.retention_removed) as removed`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new RangeError('A query of counts has a row.');
  return {
    issues: row.issues ?? [],
    overdue: row.overdue,
    outbox: row.outbox,
    deliveries: row.deliveries ?? [],
    deadLetters: row.dead_letters,
    removed: row.removed ?? [],
  };
}
