/** What dead letters say of the people of a tier: whether any of its calls reached any of them. */
import { sql } from 'kysely';
import {
  TIER_CALLS,
  type FoundNotTold,
  type IssueId,
  type OpenCall,
  type PersonId,
  type Unreached,
} from '../../domain';
import type { Database } from '../database';
import { named, type ToldName } from './names';

/** A dead letter as it was when somebody looked: one that is sent again and dies once more is another. */
export interface UnheardLetter extends ToldName {
  readonly diedAt: string;
}

/** Dead letters of which nobody has looked yet what they mean, the oldest first. @param but issues that are looked at later */
export async function unheardDeadLetters(
  { db }: Database,
  limit: number,
  but: Iterable<IssueId> = [],
): Promise<readonly UnheardLetter[]> {
  const { rows } = await sql<{ issue_id: string; seq: number; recipient: string; died_at: string }>`
    select issue_id, seq, recipient, died_at::text as died_at from doorstep.dead_letter
    where heard_at is null and issue_id <> all(${[...but]}::text[]) order by died_at limit ${limit}`.execute(db);
  return rows.map((row) => ({
    issue: row.issue_id as IssueId,
    seq: row.seq,
    recipient: row.recipient as PersonId,
    diedAt: row.died_at,
  }));
}

export async function markHeard({ db }: Database, letters: readonly UnheardLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await sql`
    update doorstep.dead_letter l set heard_at = now() from ${named(letters, { died_at: ({ diedAt }) => diedAt })}
    where l.issue_id = k.issue_id and l.seq = k.seq and l.recipient = k.recipient
      and l.died_at = k.died_at::timestamptz`.execute(db);
}

interface Row {
  readonly recipient: string;
  readonly round: number;
  readonly channels: readonly string[];
}

/**
 * Null unless nobody of the call was told: of each a call died on every channel, and none of the calls to this tier was taken
 * by any channel or read in the inbox. Who has an inbox only was told.
 */
export async function notToldOf({ db }: Database, issue: IssueId, call: OpenCall): Promise<FoundNotTold | null> {
  const [first, last] = call.rounds;
  const { rows } = await sql<Row>`
    with called as (
      select n.seq, n.recipient, n.round, n.read_at, n.acted_at from doorstep.notice n
      where n.issue_id = ${issue} and n.channel = 'inbox' and n.tier = ${call.tier}
        and n.round between ${first} and ${last} and n.template = any(${[...TIER_CALLS]}::text[])
        and n.recipient = any(${[...call.people]}::text[])),
    told as (
      select c.recipient from called c where c.read_at is not null or c.acted_at is not null
      union select d.recipient from doorstep.delivery d join called c on c.seq = d.seq and c.recipient = d.recipient
      where d.issue_id = ${issue} and d.state in ('sent', 'delivered', 'read', 'acted'))
    select distinct on (c.recipient) c.recipient, c.round, (
      select coalesce(json_agg(d.channel order by d.queued_at, d.channel), '[]') from doorstep.delivery d
      where d.issue_id = ${issue} and d.seq = c.seq and d.recipient = c.recipient) as channels
    from called c
    join doorstep.dead_letter l on l.issue_id = ${issue} and l.seq = c.seq and l.recipient = c.recipient
      and l.replayed_at is null
    where not exists (select from told t where t.recipient = c.recipient)
    order by c.recipient, c.round desc`.execute(db);
  if (rows.length < call.people.length) return null;
  const people = rows.map((row): Unreached => ({ person: row.recipient as PersonId, channels: row.channels }));
  return { tier: call.tier, round: Math.max(...rows.map(({ round }) => round)), people };
}
