/** Which channel a notice takes beyond the inbox: the first of its recipient's that has a contact and was not tried. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Channel, Hold } from '../../contracts/channels';
import type { Database, Tables } from '../database';
import { named, type ToldName } from './names';

export interface Plan extends ToldName {
  /** In the order in which the recipient wants to be told; empty for the inbox alone. */
  readonly channels: readonly Channel[];
  /**
   * Not before that instant, in milliseconds: `collecting` waits for company, and goes along as soon as somebody else is
   * told; what is for a `digest` goes out with one only. At once when left out. A call never waits for company.
   */
  readonly hold?: { readonly untilMs: number; readonly reason: Extract<Hold, 'collecting' | 'digest'> };
}

/** As they stand in `k`. */
const columns = {
  channels: ({ channels }: Plan) => channels.join(','),
  until_ms: ({ hold }: Plan) => (hold === undefined ? null : String(Math.round(hold.untilMs))),
  hold: ({ hold }: Plan) => hold?.reason ?? null,
};

/** `next_at, reason, digest` of a plan `k` on a channel. */
const held = (channel: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when k.hold is null or k.hold = 'collecting' and ${channel} = 'phone' then now()
    else to_timestamp(k.until_ms::float8 / 1000) end,
  case when not (k.hold = 'collecting' and ${channel} = 'phone') then k.hold end,
  k.hold is not null and k.hold = 'digest'`;

/**
 * Begins with the first channel of each notice that has one. Somebody of whom every address is gone gets one that fails at
 * once: that they were not told is a dead letter, and not silence. Planning again changes nothing, whatever contacts were set
 * meanwhile. Returns how many are new.
 */
export async function planDeliveries({ db }: Database, plans: readonly Plan[]): Promise<number> {
  const wanted = plans.filter(({ channels }) => channels.length > 0);
  if (wanted.length === 0) return 0;
  const done = await sql`
    insert into doorstep.delivery (issue_id, seq, recipient, channel, next_at, reason, digest)
    select k.issue_id, k.seq, k.recipient, first.channel, ${held(sql`first.channel`)}
    from ${named(wanted, columns)}
    cross join lateral (
      select c.channel from unnest(string_to_array(k.channels, ',')) with ordinality as o(channel, place)
      join doorstep.contact c on c.person = k.recipient and c.channel = o.channel
      order by c.disabled_at is not null, o.place limit 1) first
    where not exists (
      select from doorstep.delivery d
      where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient)
    on conflict do nothing`.execute(db);
  return Number(done.numAffectedRows ?? 0n);
}

/**
 * Begins with the next channel of a notice: one that was never tried, or that failed before the notice was replayed.
 * Returns it; undefined when none is left.
 */
export async function planNext(transaction: Kysely<Tables>, plan: Plan): Promise<Channel | undefined> {
  if (plan.channels.length === 0) return undefined;
  const { rows } = await sql<{ channel: Channel }>`
    insert into doorstep.delivery (issue_id, seq, recipient, channel, next_at, reason, digest)
    select k.issue_id, k.seq, k.recipient, o.channel, ${held(sql`o.channel`)}
    from ${named([plan], columns)}
    cross join lateral unnest(string_to_array(k.channels, ',')) with ordinality as o(channel, place)
    join doorstep.contact c on c.person = k.recipient and c.channel = o.channel and c.disabled_at is null
    left join doorstep.dead_letter l on l.issue_id = k.issue_id and l.seq = k.seq and l.recipient = k.recipient
    left join doorstep.delivery d
      on d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel = o.channel
    where d.channel is null or d.state = 'failed' and d.failed_at < l.replayed_at
    order by o.place limit 1
    on conflict (issue_id, seq, recipient, channel) do update
      set state = 'queued', attempts = 0, next_at = excluded.next_at, claim = null, reason = excluded.reason,
        digest = excluded.digest, bundle = null, alone = false, queued_at = now()
    returning channel`.execute(transaction);
  return rows[0]?.channel;
}
