/** What became of a delivery that was claimed. */
import { sql, type Kysely } from 'kysely';
import type { Channel } from '../../contracts/channels';
import type { Database, Tables } from '../database';
import { named, type DeliveryName } from './names';
import { planNext } from './plan';

type Claimed = DeliveryName & { readonly claim: string };

export interface SentDelivery extends DeliveryName {
  /** sent: the next server has it · delivered: it is where its reader finds it. */
  readonly state: 'sent' | 'delivered';
  /** The provider's own word for it. */
  readonly receipt: string | null;
}

/** The message is out whoever holds the claim by now, and what was withheld or given up meanwhile is not so any more. */
export async function recordSent({ db }: Database, sent: readonly SentDelivery[]): Promise<void> {
  if (sent.length === 0) return;
  const columns = {
    channel: ({ channel }: SentDelivery) => channel,
    state: ({ state }: SentDelivery) => state,
    receipt: ({ receipt }: SentDelivery) => receipt,
  };
  await sql`
    update doorstep.delivery d
    set state = case when d.state in ('queued', 'failed', 'withheld') then k.state else d.state end,
      next_at = null, claim = null, reason = case when d.state in ('read', 'acted') then d.reason end,
      receipt = coalesce(d.receipt, k.receipt), sent_at = coalesce(d.sent_at, now()),
      delivered_at = case when k.state = 'delivered' then coalesce(d.delivered_at, now()) else d.delivered_at end
    from ${named(sent, columns)}
    where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel = k.channel`.execute(
    db,
  );
}

export interface Retry {
  readonly reason: string | null;
  readonly afterMs: number;
  /** False gives the attempt back: it was not the message that was at fault. */
  readonly counts: boolean;
}

/** Nothing happens when somebody else has the claim by now. */
export async function releaseDelivery({ db }: Database, claimed: Claimed, retry: Retry): Promise<void> {
  const { reason, afterMs, counts } = retry;
  await sql`
    update doorstep.delivery
    set next_at = now() + ${Math.round(afterMs)} * interval '1 millisecond', claim = null, reason = ${reason},
      attempts = attempts - ${counts ? 0 : 1}
    where ${isClaimed(claimed)}`.execute(db);
}

export async function withholdDelivery({ db }: Database, claimed: Claimed, reason: string): Promise<void> {
  await sql`
    update doorstep.delivery
    set state = 'withheld', withheld_at = now(), next_at = null, claim = null, reason = ${reason}
    where ${isClaimed(claimed)}`.execute(db);
}

/** moved: another channel takes it · waits: another one is still trying · dead: none is left · lost: not ours any more. */
export type Failed = 'moved' | 'waits' | 'dead' | 'lost';

/** Gives a channel up. @param channels in the order of the recipient */
export async function failDelivery(
  { db }: Database,
  claimed: Claimed,
  reason: string,
  channels: readonly Channel[],
): Promise<Failed> {
  return db.transaction().execute(async (transaction) => {
    await lockNotice(transaction, claimed);
    const done = await sql`
      update doorstep.delivery set state = 'failed', failed_at = now(), next_at = null, claim = null, reason = ${reason}
      where ${isClaimed(claimed)}`.execute(transaction);
    if (done.numAffectedRows !== 1n) return 'lost';
    if (await othersAre(transaction, claimed, sql`<> 'failed'`)) return 'waits';
    if ((await planNext(transaction, { ...claimed, channels })) !== undefined) return 'moved';
    await sql`
      insert into doorstep.dead_letter (issue_id, seq, recipient)
      values (${claimed.issue}, ${claimed.seq}, ${claimed.recipient})
      on conflict (issue_id, seq, recipient) do update set died_at = now(), replayed_at = null, heard_at = null`.execute(
      transaction,
    );
    return 'dead';
  });
}

/** Lets the next channel begin beside one that keeps failing, unless another already has. */
export async function beginNext({ db }: Database, claimed: Claimed, channels: readonly Channel[]): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockNotice(transaction, claimed);
    if (await othersAre(transaction, claimed, sql`<> 'failed'`)) return false;
    return (await planNext(transaction, { ...claimed, channels })) !== undefined;
  });
}

/** Two channels of a notice may fail in the same instant; the later one has to see that it is the last. */
const lockNotice = (transaction: Kysely<Tables>, { issue, seq, recipient }: DeliveryName): Promise<unknown> =>
  sql`select from doorstep.notice where issue_id = ${issue} and seq = ${seq} and recipient = ${recipient}
      and channel = 'inbox' for no key update`.execute(transaction);

async function othersAre(
  transaction: Kysely<Tables>,
  { issue, seq, recipient, channel }: DeliveryName,
  state: ReturnType<typeof sql>,
): Promise<boolean> {
  const { rows } = await sql`
    select from doorstep.delivery where issue_id = ${issue} and seq = ${seq} and recipient = ${recipient}
      and channel <> ${channel} and state ${state} limit 1`.execute(transaction);
  return rows.length > 0;
}

const isClaimed = ({ issue, seq, recipient, channel, claim }: Claimed) =>
  sql`issue_id = ${issue} and seq = ${seq} and recipient = ${recipient} and channel = ${channel} and claim = ${claim}
      and state = 'queued'`;
