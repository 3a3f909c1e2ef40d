/** Looking a link up, and what is known of those of an issue. */
import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import type { Database } from '../database';
import { linkFrom, type ActionLink, type LinkRow } from './link';

/**
 * The link with this hash of a token. How long it takes tells nothing of a token: whoever guesses can't choose the hash, by
 * which alone it is compared.
 */
export async function findLink({ db }: Database, hash: Buffer): Promise<ActionLink | undefined> {
  const { rows } = await sql<LinkRow>`
    select * from doorstep.action_link where token_hash = ${hash}`.execute(db);
  const row = rows[0];
  return row !== undefined && timingSafeEqual(row.token_hash, hash) ? linkFrom(row) : undefined;
}

/** In the order in which they were made. */
export async function linksOf({ db }: Database, issue: IssueId): Promise<readonly ActionLink[]> {
  const { rows } = await sql<LinkRow>`
    select * from doorstep.action_link where issue_id = ${issue}
    order by seq, made_at, recipient, channel, choices`.execute(db);
  return rows.map(linkFrom);
}
