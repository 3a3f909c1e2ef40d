/** How many messages a person had lately on a channel: a bundle counts once. */
import { sql } from 'kysely';
import type { Channel } from '../../contracts/channels';
import type { Database } from '../database';

export interface SentLately {
  /** When each went out, in milliseconds, the newest first. */
  readonly sentAtMs: readonly number[];
  /** Under way in other hands: whether they get through nobody knows yet. */
  readonly underWay: number;
}

/** @param claim what is claimed by it does not count as under way */
export async function sentLately(
  { db }: Database,
  {
    recipient,
    channel,
    spanMs,
    claim,
  }: { readonly recipient: string; readonly channel: Channel; readonly spanMs: number; readonly claim: string },
): Promise<SentLately> {
  const message = sql`coalesce(bundle, issue_id || ' ' || seq)`;
  const of = sql`recipient = ${recipient} and channel = ${channel}`;
  const { rows } = await sql<{ sent: Date | null; under_way: number }>`
    select max(sent_at) as sent, 0 as under_way from doorstep.delivery
    where ${of} and sent_at > now() - ${spanMs} * interval '1 millisecond' group by ${message}
    union all
    select null, count(distinct ${message}) from doorstep.delivery
    where ${of} and next_at > now() and claim <> ${claim}
    order by 1 desc nulls last`.execute(db);
  return {
    sentAtMs: rows.flatMap(({ sent }) => (sent === null ? [] : [sent.getTime()])),
    underWay: rows.reduce((sum, { under_way }) => sum + Number(under_way), 0),
  };
}
