/** Receipts: what people, and those who carry messages to them, say became of a notice. */
import { sql } from 'kysely';
import type { IssueId, PersonId } from '../../domain';
import type { Database } from '../database';
import { BUNDLE_ID } from './names';

export interface NoticeReceipt {
  readonly issue: IssueId;
  readonly seq: number;
  readonly recipient: PersonId;
  /** By which the notice came: the inbox, or one beyond it. */
  readonly channel: string;
  readonly state: 'delivered' | 'read' | 'acted';
  readonly atMs: number;
}

/**
 * Each instant is kept as first said, and a state only goes forward. Whoever has read a notice on one channel is not told on
 * another: what still waits is withheld, and what is out counts as read.
 */
export async function recordReceipts(database: Database, said: readonly NoticeReceipt[]): Promise<void> {
  if (said.length === 0) return;
  const receipts = await ofEachNotice(database, said);
  if (receipts.length > 0) await recordEach(database, receipts);
}

/** What is said of a bundle or digest holds for everything in it. */
async function ofEachNotice({ db }: Database, receipts: readonly NoticeReceipt[]): Promise<readonly NoticeReceipt[]> {
  const ofBundles = receipts.filter(({ issue }) => BUNDLE_ID.test(issue));
  if (ofBundles.length === 0) return receipts;
  const { rows } = await sql<{ issue_id: string; seq: number; bundle: string; recipient: string; channel: string }>`
    select issue_id, seq, bundle, recipient, channel from doorstep.delivery
    where bundle = any(${ofBundles.map(({ issue }) => issue)})`.execute(db);
  const members = ofBundles.flatMap((receipt) =>
    rows
      .filter(
        ({ bundle, recipient, channel }) =>
          bundle === receipt.issue && recipient === receipt.recipient && channel === receipt.channel,
      )
      .map((row): NoticeReceipt => ({ ...receipt, issue: row.issue_id as IssueId, seq: row.seq })),
  );
  return [...receipts.filter((receipt) => !ofBundles.includes(receipt)), ...members];
}

async function recordEach({ db }: Database, receipts: readonly NoticeReceipt[]): Promise<void> {
  const said = sql`(
    select issue_id, seq, recipient, channel, to_timestamp(min(at_ms) / 1000.0) as delivered_at,
      to_timestamp(min(at_ms) filter (where state <> 'delivered') / 1000.0) as read_at,
      to_timestamp(min(at_ms) filter (where state = 'acted') / 1000.0) as acted_at
    from unnest(${receipts.map(({ issue }) => issue)}::text[], ${receipts.map(({ seq }) => seq)}::integer[],
      ${receipts.map(({ recipient }) => recipient)}::text[], ${receipts.map(({ channel }) => channel)}::text[],
      ${receipts.map(({ state }) => state)}::text[], ${receipts.map(({ atMs }) => atMs)}::bigint[])
      as u(issue_id, seq, recipient, channel, state, at_ms)
    group by 1, 2, 3, 4)`;
  await sql`
    update doorstep.notice n
    set read_at = coalesce(n.read_at, k.read_at), acted_at = coalesce(n.acted_at, k.acted_at)
    from ${said} k
    where n.issue_id = k.issue_id and n.seq = k.seq and n.recipient = k.recipient and n.channel = k.channel
      and (n.read_at is null and k.read_at is not null or n.acted_at is null and k.acted_at is not null)`.execute(db);
  // The same channel first: what the receipt speaks of.
  await sql`
    update doorstep.delivery d
    set state = case when k.acted_at is not null then 'acted' when k.read_at is not null and d.state <> 'acted' then 'read'
          when d.state in ('read', 'acted') then d.state else 'delivered' end,
      delivered_at = coalesce(d.delivered_at, k.delivered_at), read_at = coalesce(d.read_at, k.read_at),
      acted_at = coalesce(d.acted_at, k.acted_at), next_at = null, claim = null, reason = null
    from ${said} k
    where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel = k.channel
      and d.tried_at is not null`.execute(db);
  await sql`
    update doorstep.delivery d
    set state = case when d.state = 'queued' then 'withheld' else 'read' end,
      withheld_at = case when d.state = 'queued' then now() else d.withheld_at end,
      read_at = case when d.state = 'queued' then d.read_at else k.read_at end,
      next_at = null, claim = null, reason = 'read-elsewhere'
    from ${said} k
    where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.channel <> k.channel
      and k.read_at is not null and d.state in ('queued', 'sent', 'delivered')`.execute(db);
}
