/** A report that comes in over Open311 gets its name here, before it is an issue. */
import { sql } from 'kysely';
import type { IssueId, Span } from '../../domain';
import type { Database } from '../database';

export interface ReportName {
  /** Under this the engine takes the report once. */
  readonly key: string;
  readonly issue: IssueId;
}

/**
 * The name that the same report got within `windowMs` by the database's clock, else `fresh`. Two that come at the same time
 * get the same name, also from processes that do not hold the same master keys. What was said longer ago is forgotten.
 *
 * @param fingerprints of everything that the sender said, and of who the sender is: it is known by any of them and kept under
 * the first; the last is the one that every process makes
 */
export async function claimReport(
  { db }: Database,
  fingerprints: readonly [Uint8Array, ...Uint8Array[]],
  sentBy: string,
  fresh: ReportName,
  windowMs: Span,
): Promise<ReportName> {
  const [kept] = fingerprints;
  const shared = fingerprints.at(-1);
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(encode(${shared}, 'hex'), 311))`.execute(transaction);
    await sql`
      update doorstep.open311_request set fingerprint = null
      where fingerprint is not null and received_at < clock_timestamp() - make_interval(secs => ${windowMs / 1000})`.execute(
      transaction,
    );
    const { rows } = await sql<{ key: string; issue_id: string }>`
      select key, issue_id from doorstep.open311_request where fingerprint = any(${[...fingerprints]}::bytea[])
      order by received_at limit 1`.execute(transaction);
    const known = rows[0];
    if (known !== undefined) return { key: known.key, issue: known.issue_id as IssueId };
    await sql`
      insert into doorstep.open311_request (issue_id, key, sent_by, fingerprint)
      values (${fresh.issue}, ${fresh.key}, ${sentBy}, ${kept})`.execute(transaction);
    return fresh;
  });
}

/** What was refused is no request, and its sender may say it again; what became an issue stays. */
export async function releaseReport({ db }: Database, issue: IssueId): Promise<void> {
  await sql`
    delete from doorstep.open311_request r
    where r.issue_id = ${issue} and not exists (select from doorstep.issue i where i.id = r.issue_id)`.execute(db);
}
