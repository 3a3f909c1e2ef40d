/** Notices of which every channel beyond the inbox failed: to be seen by people, counted, and sent once more. */
import { sql } from 'kysely';
import type { IssueId, PersonId } from '../../domain';
import type { Database } from '../database';
import { named, toldFrom, type Told, type ToldName, type ToldRow } from './names';

export interface DeadLetter extends Told {
  readonly diedAtMs: number;
  /** The recipient has read it in the inbox all the same. */
  readonly readAtMs: number | null;
  readonly channels: readonly { readonly channel: string; readonly reason: string | null; readonly attempts: number }[];
}

interface Row extends ToldRow {
  readonly died_at: Date;
  readonly read_at: Date | null;
  readonly channels: DeadLetter['channels'];
}

/** Those that nobody has replayed, the oldest first. */
export async function deadLetters(
  { db }: Database,
  { issue, limit = 1_000 }: { readonly issue?: IssueId; readonly limit?: number } = {},
): Promise<readonly DeadLetter[]> {
  const { rows } = await sql<Row>`
    select l.issue_id, l.seq, l.recipient, n.template, n.tier, n.round, l.died_at, n.read_at, (
      select coalesce(json_agg(json_build_object('channel', d.channel, 'reason', d.reason, 'attempts', d.attempts)
        order by d.queued_at, d.channel), '[]')
      from doorstep.delivery d
      where d.issue_id = l.issue_id and d.seq = l.seq and d.recipient = l.recipient) as channels
    from doorstep.dead_letter l
    join doorstep.notice n on n.issue_id = l.issue_id and n.seq = l.seq and n.recipient = l.recipient and n.channel = 'inbox'
    where l.replayed_at is null and (${issue ?? null}::text is null or l.issue_id = ${issue ?? null})
    order by l.died_at limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...toldFrom(row),
    diedAtMs: row.died_at.getTime(),
    readAtMs: row.read_at?.getTime() ?? null,
    channels: row.channels,
  }));
}

export async function deadLetterCount({ db }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from doorstep.dead_letter where replayed_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Sends them once more, beginning with the channel that was tried first; the others follow as they did. What was replayed
 * before, or is no dead letter, is left alone. Returns those that go out again.
 */
export async function replayDeadLetters({ db }: Database, names: readonly ToldName[]): Promise<readonly ToldName[]> {
  if (names.length === 0) return [];
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ issue_id: string; seq: number; recipient: string }>`
      update doorstep.dead_letter l set replayed_at = now() from ${named(names)}
      where l.issue_id = k.issue_id and l.seq = k.seq and l.recipient = k.recipient and l.replayed_at is null
      returning l.issue_id, l.seq, l.recipient`.execute(transaction);
    const replayed = rows.map((row) => ({
      issue: row.issue_id as IssueId,
      seq: row.seq,
      recipient: row.recipient as PersonId,
    }));
    if (replayed.length === 0) return replayed;
    await sql`
      update doorstep.delivery d
      set state = 'queued', attempts = 0, next_at = now(), claim = null, reason = null, bundle = null, alone = false, digest = false,
        queued_at = now()
      from ${named(replayed)}
      where d.issue_id = k.issue_id and d.seq = k.seq and d.recipient = k.recipient and d.state = 'failed'
        and d.channel = (
          select f.channel from doorstep.delivery f
          where f.issue_id = k.issue_id and f.seq = k.seq and f.recipient = k.recipient and f.state = 'failed'
          order by f.queued_at, f.channel limit 1)`.execute(transaction);
    return replayed;
  });
}

/** Dead letters of which whoever has to know has not heard, the oldest first. */
export async function untoldDeadLetters({ db }: Database, limit: number): Promise<readonly ToldName[]> {
  const { rows } = await sql<{ issue_id: string; seq: number; recipient: string }>`
    select issue_id, seq, recipient from doorstep.dead_letter where passed_on_at is null
    order by died_at limit ${limit}`.execute(db);
  return rows.map((row) => ({ issue: row.issue_id as IssueId, seq: row.seq, recipient: row.recipient as PersonId }));
}

export async function markPassedOn({ db }: Database, names: readonly ToldName[]): Promise<void> {
  if (names.length === 0) return;
  await sql`
    update doorstep.dead_letter l set passed_on_at = now() from ${named(names)}
    where l.issue_id = k.issue_id and l.seq = k.seq and l.recipient = k.recipient and l.passed_on_at is null`.execute(
    db,
  );
}
