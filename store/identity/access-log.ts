/** Who was refused what, and who read or changed what is personal. Grows only; ids and words, nothing personal beside them. */
import { sql, type SqlBool } from 'kysely';
import type { Instant, Span } from '../../domain';
import type { Database } from '../database';

export const OUTCOMES_OF_ACCESS = ['read', 'changed', 'refused', 'failed'] as const;

export interface Access {
  /** `person:<id>`, `key:<id>`, `account:<name>`, `tracker:<id>`, `anonymous`. */
  readonly who: string;
  readonly operation: string;
  /** `issue:<id>`, `person:<id>`, `unit:<id>`, …; null where it is about nothing in particular. */
  readonly subject: string | null;
  /** failed: credentials that were wrong. */
  readonly outcome: (typeof OUTCOMES_OF_ACCESS)[number];
  readonly reason: string;
  readonly requestId: string | null;
}

export interface AccessRecord extends Access {
  readonly position: number;
  readonly atMs: Instant;
}

export interface AccessFilter {
  readonly who?: string;
  readonly subject?: string;
  readonly outcome?: Access['outcome'];
  readonly sinceMs?: Instant;
  /** Only what stands before it: the next page. */
  readonly before?: number;
  /** 50 when left out, 1,000 at most. */
  readonly limit?: number;
}

export async function logAccess({ db }: Database, entries: readonly Access[]): Promise<void> {
  if (entries.length === 0) return;
  const column = <K extends keyof Access>(name: K): Access[K][] => entries.map((entry) => entry[name]);
  await sql`
    insert into doorstep.access_log (who, operation, subject, outcome, reason, request_id)
    select * from unnest(${column('who')}::text[], ${column('operation')}::text[], ${column('subject')}::text[],
      ${column('outcome')}::text[], ${column('reason')}::text[], ${column('requestId')}::text[])`.execute(db);
}

/** The newest first. */
export async function listAccess({ db }: Database, filter: AccessFilter = {}): Promise<readonly AccessRecord[]> {
  const { who, subject, outcome, sinceMs, before, limit = 50 } = filter;
  const conditions = [
    ...(who === undefined ? [] : [sql<SqlBool>`who = ${who}`]),
    ...(subject === undefined ? [] : [sql<SqlBool>`subject = ${subject}`]),
    ...(outcome === undefined ? [] : [sql<SqlBool>`outcome = ${outcome}`]),
    ...(sinceMs === undefined ? [] : [sql<SqlBool>`at >= ${new Date(sinceMs)}`]),
    ...(before === undefined ? [] : [sql<SqlBool>`position < ${before}`]),
    sql<SqlBool>`true`,
  ];
  const { rows } = await sql<Omit<AccessRecord, 'atMs' | 'requestId'> & { at: Date; request_id: string | null }>`
    select position, at, who, operation, subject, outcome, reason, request_id from doorstep.access_log
    where ${sql.join(conditions, sql` and `)} order by position desc limit ${Math.min(limit, 1_000)}`.execute(db);
  return rows.map(({ at, request_id, ...row }) => ({ ...row, atMs: at.getTime(), requestId: request_id }));
}

/** Removes what is older, a part at a time; the database itself refuses to lose anything younger than ninety days. */
export async function forgetAccess({ db }: Database, olderThanMs: Span, atMost = 10_000): Promise<number> {
  const done = await sql`
    delete from doorstep.access_log where position in (
      select position from doorstep.access_log where at < now() - make_interval(secs => ${olderThanMs / 1000})
        and at < now() - interval '91 days' order by position limit ${atMost})`.execute(db);
  return Number(done.numAffectedRows ?? 0n);
}
