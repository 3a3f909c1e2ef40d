/** What became of deliveries that were claimed. Those of one message are recorded by one statement: all of them or none. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { HOLDS, type BundleKind } from '../../contracts/channels';
import type { Database, Tables } from '../database';
import { named, type DeliveryName } from './names';
import { planNext, type Plan } from './plan';

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

/**
 * Stores that these go out as one message, before they do. Returns those that are in it: whatever somebody else has claimed
 * by now is left out, and without any there is no such message.
 */
export async function storeBundle<T extends Claimed>(
  { db }: Database,
  { id, kind }: { readonly id: string; readonly kind: BundleKind },
  members: readonly T[],
): Promise<readonly T[]> {
  const [first] = members;
  if (first === undefined) return [];
  const { rows } = await sql<{ issue_id: string; seq: number }>`
    with made as (
      insert into doorstep.bundle (id, kind, recipient, channel)
      values (${id}, ${kind}, ${first.recipient}, ${first.channel}) returning id)
    update doorstep.delivery d set bundle = made.id
    from made, ${claims(members)}
    where ${areClaimed}
    returning d.issue_id, d.seq`.execute(db);
  return among(members, rows);
}

/** Stores that each of these goes out by itself, before it does. Returns those that nobody else has claimed. */
export async function storeAlone<T extends Claimed>({ db }: Database, members: readonly T[]): Promise<readonly T[]> {
  if (members.length === 0) return [];
  const { rows } = await sql<{ issue_id: string; seq: number }>`
    update doorstep.delivery d set alone = true from ${claims(members)} where ${areClaimed}
    returning d.issue_id, d.seq`.execute(db);
  return among(members, rows);
}

/** Of one recipient and channel. */
function among<T extends Claimed>(
  members: readonly T[],
  rows: readonly { readonly issue_id: string; readonly seq: number }[],
): readonly T[] {
  const found = new Set(rows.map(({ issue_id, seq }) => `${issue_id} ${seq}`));
  return members.filter(({ issue, seq }) => found.has(`${issue} ${seq}`));
}

export interface Retry {
  readonly reason: string | null;
  readonly afterMs: number;
  /** False gives the attempt back: it was not the message that was at fault. */
  readonly counts: boolean;
}

/** Nothing happens to those that somebody else has by now. What they were held back for is kept with them. */
export async function releaseDeliveries({ db }: Database, claimed: readonly Claimed[], retry: Retry): Promise<void> {
  if (claimed.length === 0) return;
  const { reason, afterMs, counts } = retry;
  const hold = HOLDS.find((one) => one === reason) ?? null;
  await sql`
    update doorstep.delivery d
    set next_at = now() + ${Math.round(afterMs)} * interval '1 millisecond', claim = null, reason = ${reason},
      attempts = d.attempts - ${counts ? 0 : 1},
      held = case when ${hold}::text is null or ${hold} = any(d.held) then d.held else array_append(d.held, ${hold}) end
    from ${claims(claimed)} where ${areClaimed}`.execute(db);
}

export async function withholdDeliveries<T extends Claimed>(
  { db }: Database,
  claimed: readonly T[],
  reason: (one: T) => string,
): Promise<void> {
  if (claimed.length === 0) return;
  await sql`
    update doorstep.delivery d
    set state = 'withheld', withheld_at = now(), next_at = null, claim = null, reason = k.reason
    from ${named(claimed, { ...claimColumns, reason })} where ${areClaimed}`.execute(db);
}

/** moved: another channel takes it · waits: another one is still trying · dead: none is left · lost: not ours any more. */
export type Failed = 'moved' | 'waits' | 'dead' | 'lost';

/** Where a notice goes that a channel was given up for. */
export interface Onward extends Pick<Plan, 'channels' | 'hold'> {
  /** False for what asks nobody to act: when no channel is left, nobody is missed. */
  readonly canDie: boolean;
}

/** Gives a channel up. */
export async function failDelivery(
  { db }: Database,
  claimed: Claimed,
  reason: string,
  { canDie, ...onward }: Onward,
): Promise<Failed> {
  return db.transaction().execute(async (transaction) => {
    await lockNotice(transaction, claimed);
    const done = await sql`
      update doorstep.delivery d
      set state = 'failed', failed_at = now(), next_at = null, claim = null, reason = ${reason}
      from ${claims([claimed])} where ${areClaimed}`.execute(transaction);
    if (done.numAffectedRows !== 1n) return 'lost';
    if (await othersAre(transaction, claimed, sql`<> 'failed'`)) return 'waits';
    if ((await planNext(transaction, { ...claimed, ...onward })) !== undefined) return 'moved';
    if (!canDie) return 'dead';
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
export async function beginNext(
  { db }: Database,
  claimed: Claimed,
  onward: Pick<Plan, 'channels' | 'hold'>,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockNotice(transaction, claimed);
    if (await othersAre(transaction, claimed, sql`<> 'failed'`)) return false;
    return (await planNext(transaction, { ...claimed, ...onward })) !== undefined;
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

const claimColumns = { channel: ({ channel }: Claimed) => channel, claim: ({ claim }: Claimed) => claim };
const claims = (claimed: readonly Claimed[]): RawBuilder<unknown> => named(claimed, claimColumns);
/** Of a delivery `d` and a claim `k`. */
const areClaimed = sql`d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel = k.channel
  and d.claim = k.claim and d.state = 'queued'`;
