/** Links are kept before their letter goes out, used up by the first answer, and revoked by hand. */
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import type { Database } from '../database';
import { isHeld } from '../personal/holds';
import type { ActionLink, NewLink } from './link';

/** Choices have no comma. */
const SEPARATOR = ',';

/**
 * All of them or none. A letter that goes out again asks what is asked now: its link is renewed, unless it was used or
 * revoked.
 */
export async function keepLinks({ db }: Database, links: readonly NewLink[]): Promise<void> {
  // One statement can't write a row twice.
  const unique = [...new Map(links.map((link) => [link.hash.toString('hex'), link])).values()];
  if (unique.length === 0) return;
  await sql`
    insert into doorstep.action_link as l
      (token_hash, issue_id, seq, recipient, channel, question, about, choices, expires_at)
    select k.hash, k.issue_id, k.seq, k.recipient, k.channel, k.question, k.about,
      string_to_array(k.choices, ${SEPARATOR}), to_timestamp(k.expires_ms / 1000.0)
    from unnest(${unique.map(({ hash }) => hash)}::bytea[], ${unique.map(({ issue }) => issue)}::text[],
      ${unique.map(({ seq }) => seq)}::integer[], ${unique.map(({ recipient }) => recipient)}::text[],
      ${unique.map(({ channel }) => channel)}::text[], ${unique.map(({ question }) => question)}::text[],
      ${unique.map(({ about }) => about)}::text[], ${unique.map(({ choices }) => choices.join(SEPARATOR))}::text[],
      ${unique.map(({ expiresAtMs }) => Math.round(expiresAtMs))}::bigint[])
      as k(hash, issue_id, seq, recipient, channel, question, about, choices, expires_ms)
    order by k.hash
    on conflict (token_hash) do update set about = excluded.about, expires_at = excluded.expires_at
      where l.used_at is null and l.revoked_at is null`.execute(db);
}

/** The first answer to the question of a notice counts for all its links; a later one changes nothing. */
export async function spendLink(
  { db }: Database,
  { issue, seq, recipient, question }: Pick<ActionLink, 'issue' | 'seq' | 'recipient' | 'question'>,
  answer: NonNullable<ActionLink['answer']>,
): Promise<void> {
  await sql`
    update doorstep.action_link
    set used_at = to_timestamp(${answer.atMs} / 1000.0), choice = ${answer.choice}, answered_seq = ${answer.seq}
    where issue_id = ${issue} and seq = ${seq} and recipient = ${recipient} and question = ${question}
      and used_at is null`.execute(db);
}

/** The rules said no: whoever tries again later is not answered from memory. */
export async function noteRefusal({ db }: Database, { hash, refusals }: ActionLink): Promise<void> {
  await sql`
    update doorstep.action_link set refusals = ${refusals + 1}
    where token_hash = ${hash} and refusals = ${refusals}`.execute(db);
}

/** Takes back what was not used yet; with a person, only theirs. Returns how many. */
export async function revokeLinks({ db }: Database, issue: IssueId, recipient?: string): Promise<number> {
  const done = await sql`
    update doorstep.action_link set revoked_at = now()
    where issue_id = ${issue} and (${recipient ?? null}::text is null or recipient = ${recipient ?? null})
      and used_at is null and revoked_at is null and expires_at > now()`.execute(db);
  return Number(done.numAffectedRows ?? 0n);
}

/** Deletes those that ended so long ago, of issues that are not held, at most `limit`. Returns how many. */
export async function forgetLinks({ db }: Database, olderThanMs: number, limit: number): Promise<number> {
  const done = await sql`
    delete from doorstep.action_link where token_hash in (
      select token_hash from doorstep.action_link l
      where expires_at < now() - ${olderThanMs} * interval '1 millisecond' and not ${isHeld(sql`l.issue_id`)}
      order by expires_at limit ${limit})`.execute(db);
  return Number(done.numAffectedRows ?? 0n);
}
