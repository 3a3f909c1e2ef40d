/** Taking what is due on a channel: one sender at a time has it, until its lease is over. */
import { sql } from 'kysely';
import type { Channel } from '../../contracts/channels';
import type { IssueId, IssueState, Notice, NoticeFacts, PersonId, Template } from '../../domain';
import type { SealedContact } from '../contacts';
import type { Database } from '../database';
import type { DeliveryName } from './names';

export interface ClaimedDelivery extends DeliveryName {
  /** Proves the claim when the outcome is recorded. */
  readonly claim: string;
  /** This one included. */
  readonly attempts: number;
  /** When it was first meant to go out on this channel. */
  readonly queuedAtMs: number;
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

/** The most overdue first. Nobody waits for what others are taking. An attempt counts when it is begun, not when it ends. */
export async function claimDeliveries({ db }: Database, options: ClaimOptions): Promise<readonly ClaimedDelivery[]> {
  const { channel, limit, leaseMs, claim, overdueMs = 0 } = options;
  const { rows } = await sql<Row>`
    with due as (
      select issue_id, seq, recipient, channel from doorstep.delivery
      where channel = ${channel} and next_at <= now() - ${overdueMs} * interval '1 millisecond'
      order by next_at limit ${limit} for update skip locked),
    taken as (
      update doorstep.delivery d
      set next_at = now() + ${leaseMs} * interval '1 millisecond', claim = ${claim}, attempts = d.attempts + 1,
        tried_at = now()
      from due
      where d.issue_id = due.issue_id and d.seq = due.seq and d.recipient = due.recipient and d.channel = due.channel
      returning d.issue_id, d.seq, d.recipient, d.channel, d.attempts, d.queued_at)
    select t.issue_id, t.seq, t.recipient, t.attempts, t.queued_at, n.template, n.tier, n.round, n.facts,
      n.queued_at as notice_queued_at, n.read_at, i.state, c.sealed, c.disabled_at, k.wrapped,
      exists (
        select from doorstep.delivery o
        where o.issue_id = t.issue_id and o.seq = t.seq and o.recipient = t.recipient and o.channel <> t.channel
          and o.state in ('sent', 'delivered', 'read', 'acted')) as told_elsewhere
    from taken t
    join doorstep.notice n on n.issue_id = t.issue_id and n.seq = t.seq and n.recipient = t.recipient and n.channel = 'inbox'
    join doorstep.issue i on i.id = t.issue_id
    left join doorstep.contact c on c.person = t.recipient and c.channel = t.channel
    left join doorstep.contact_key k on k.person = t.recipient
    order by t.queued_at`.execute(db);
  return rows.map((row) => claimedFrom(row, channel, claim));
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
