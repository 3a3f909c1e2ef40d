/** Taking what is due on a channel: one sender at a time has it, until its lease is over. */
import { sql } from 'kysely';
import type { BundleKind, Channel } from '../../contracts/channels';
import type { IssueId, IssueState, Notice, NoticeFacts, PersonId, Template } from '../../domain';
import type { SealedContact } from '../contacts';
import type { Database } from '../database';
import type { DeliveryName } from './names';

/** Which message a delivery is part of. */
export interface StoredBundle {
  readonly id: string;
  readonly kind: BundleKind;
  readonly madeAtMs: number;
}

export interface ClaimedDelivery extends DeliveryName {
  /** Proves the claim when the outcome is recorded. */
  readonly claim: string;
  /** This one included. */
  readonly attempts: number;
  /** When it was first meant to go out on this channel. */
  readonly queuedAtMs: number;
  /** Set when it was to go out with others before. */
  readonly bundle: StoredBundle | null;
  /** Was to go out by itself before, and may have. */
  readonly isAlone: boolean;
  /** Goes out with a digest only. */
  readonly isDigest: boolean;
  readonly notice: Notice & { readonly seq: number };
  readonly noticeQueuedAtMs: number;
  /** The recipient has read it in the inbox. */
  readonly isRead: boolean;
  /** It went out on another channel. */
  readonly isToldElsewhere: boolean;
  /** As the issue stands now. */
  readonly state: IssueState;
  readonly contact: SealedContact | null;
  /** The address was given up by its receiver. */
  readonly isDisabled: boolean;
}

export interface ClaimOptions {
  readonly channel: Channel;
  /** Recipients at most, of each of whom everything is taken. */
  readonly limit: number;
  /** Longer than any sending takes: whoever holds it longer has died. */
  readonly leaseMs: number;
  /** Unique to this call. */
  readonly claim: string;
  /** Only what nobody has taken for this long; 0 for everything due. */
  readonly overdueMs?: number;
}

interface Row {
  readonly issue_id: string;
  readonly seq: number;
  readonly recipient: string;
  readonly attempts: number;
  readonly queued_at: Date;
  readonly bundle: string | null;
  readonly kind: BundleKind | null;
  readonly made_at: Date | null;
  readonly alone: boolean;
  readonly digest: boolean;
  readonly template: string;
  readonly tier: number;
  readonly round: number;
  readonly facts: unknown;
  readonly notice_queued_at: Date;
  readonly read_at: Date | null;
  readonly told_elsewhere: boolean;
  readonly state: unknown;
  readonly sealed: Buffer | null;
  readonly wrapped: Buffer | null;
  readonly disabled_at: Date | null;
}

/** Deliveries of one message at most; what is over waits for the next look. */
export const MOST_TOGETHER = 500;
/** Due ones that are looked through for their recipients. */
const LOOKED_AT = 5_000;

/**
 * Whoever has waited longest first, with everything that is due for them, and what only waits for company, for room, or for an endpoint to
 * be well again. Of a
 * person one sender at a time takes: what falls due together is not torn apart. An attempt counts when it is begun, not
 * when it ends. Grouped by recipient; in a group the oldest first.
 */
export async function claimDeliveries(
  { db }: Database,
  options: ClaimOptions,
): Promise<readonly (readonly ClaimedDelivery[])[]> {
  const { channel, limit, leaseMs, claim, overdueMs = 0 } = options;
  const due = sql`next_at <= now() - ${overdueMs} * interval '1 millisecond'`;
  const rows = await db.transaction().execute(async (transaction) => {
    const heads = await sql<{ recipient: string }>`
      with waiting as materialized (
        select recipient, next_at from doorstep.delivery where channel = ${channel} and ${due}
        order by next_at limit ${LOOKED_AT}),
      heads as materialized (
        select recipient from waiting group by recipient order by min(next_at) limit ${limit})
      select recipient from heads
      where pg_try_advisory_xact_lock(hashtextextended('delivery ' || ${channel}::text || ' ' || recipient, 0))`.execute(
      transaction,
    );
    const recipients = heads.rows.map(({ recipient }) => recipient);
    if (recipients.length === 0) return [];
    // A message that was stored is taken whole or not at all: its rows wait for the same instant.
    const taken = await sql<Row>`
      with whole as (
        select issue_id, seq, recipient from doorstep.delivery
        where recipient = any(${recipients}) and channel = ${channel} and bundle is not null and ${due} for update),
      single as (
        select d.issue_id, d.seq, d.recipient from unnest(${recipients}::text[]) as r(recipient)
        cross join lateral (
          select issue_id, seq, recipient from doorstep.delivery
          where recipient = r.recipient and channel = ${channel} and bundle is null
            and (${due} or not alone and not digest and claim is null and next_at is not null
              and reason in ('collecting', 'throttled', 'resting'))
          order by next_at limit ${MOST_TOGETHER} for update) d),
      taken as (
        update doorstep.delivery d
        set next_at = now() + ${leaseMs} * interval '1 millisecond', claim = ${claim}, attempts = d.attempts + 1,
          tried_at = now()
        from (select * from whole union all select * from single) k
        where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel = ${channel}
        returning d.issue_id, d.seq, d.recipient, d.channel, d.attempts, d.queued_at, d.bundle, d.alone, d.digest)
      select t.issue_id, t.seq, t.recipient, t.attempts, t.queued_at, t.bundle, b.kind, b.made_at, t.alone, t.digest,
        n.template, n.tier, n.round, n.facts, n.queued_at as notice_queued_at, n.read_at, i.state, c.sealed,
        c.disabled_at, k.wrapped, exists (
          select from doorstep.delivery o
          where o.issue_id = t.issue_id and o.seq = t.seq and o.recipient = t.recipient and o.channel <> t.channel
            and o.state in ('sent', 'delivered', 'read', 'acted')) as told_elsewhere
      from taken t
      join doorstep.notice n on n.issue_id = t.issue_id and n.seq = t.seq and n.recipient = t.recipient and n.channel = 'inbox'
      join doorstep.issue i on i.id = t.issue_id
      left join doorstep.bundle b on b.id = t.bundle
      left join doorstep.contact c on c.person = t.recipient and c.channel = t.channel
      left join doorstep.contact_key k on k.person = t.recipient
      order by t.queued_at, t.issue_id, t.seq`.execute(transaction);
    return taken.rows;
  });
  const groups = new Map<string, ClaimedDelivery[]>();
  for (const row of rows) {
    const group = groups.get(row.recipient) ?? [];
    groups.set(row.recipient, group);
    group.push(claimedFrom(row, channel, claim));
  }
  return [...groups.values()];
}

const claimedFrom = (row: Row, channel: Channel, claim: string): ClaimedDelivery => {
  const recipient = row.recipient as PersonId;
  return {
    issue: row.issue_id as IssueId,
    seq: row.seq,
    recipient,
    channel,
    claim,
    attempts: row.attempts,
    queuedAtMs: row.queued_at.getTime(),
    bundle:
      row.bundle === null || row.kind === null || row.made_at === null
        ? null
        : { id: row.bundle, kind: row.kind, madeAtMs: row.made_at.getTime() },
    isAlone: row.alone,
    isDigest: row.digest,
    notice: {
      template: row.template as Template,
      recipient,
      tier: row.tier,
      round: row.round,
      facts: row.facts as NoticeFacts,
      seq: row.seq,
    },
    noticeQueuedAtMs: row.notice_queued_at.getTime(),
    isRead: row.read_at !== null,
    isToldElsewhere: row.told_elsewhere,
    state: row.state as IssueState,
    contact:
      row.sealed === null || row.wrapped === null
        ? null
        : { person: recipient, channel, sealed: row.sealed, wrapped: row.wrapped },
    isDisabled: row.disabled_at !== null,
  };
};
