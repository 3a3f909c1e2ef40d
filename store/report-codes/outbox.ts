/**
 * Letters with codes on their way. Whoever takes one has it for a while; a crash leads to a repeat under the same name, by
 * which receivers that keep ids know it again. What was sent is kept no longer.
 */
import { sql } from 'kysely';
import type { Span } from '../../domain';
import type { MasterKeys } from '../contacts';
import { unseal } from '../contacts/seal';
import type { Database } from '../database';
import { codeKeys, type CodeChannel } from './code';
import { letterFrom, sealedFor, type CodeLetter } from './letter';

export interface ClaimedCode {
  /** The same however often it is sent. */
  readonly letter: string;
  readonly channel: CodeChannel;
  /** This one included; proves the claim when the outcome is recorded. */
  readonly attempts: number;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** Null when no key at hand opens it. */
  readonly content: CodeLetter | null;
}

export interface CodeClaim {
  readonly channels: readonly CodeChannel[];
  readonly limit: number;
  readonly leaseMs: Span;
}

/** What can still be typed in time. */
const WORTH_SENDING_MS = 60_000;

/** The oldest first; nobody else gets them before the lease is over. */
export async function claimCodes(
  { db }: Database,
  keys: MasterKeys,
  { channels, limit, leaseMs }: CodeClaim,
): Promise<readonly ClaimedCode[]> {
  const { rows } = await sql<{
    letter: string;
    channel: CodeChannel;
    send_attempts: number;
    made_at: Date;
    expires_at: Date;
    sealed_letter: Buffer;
  }>`
    update doorstep.report_code c
    set send_attempts = c.send_attempts + 1, send_at = now() + ${leaseMs} * interval '1 millisecond'
    from (
      select address_hash from doorstep.report_code
      where send_at <= now() and channel = any(${channels}::text[])
        and expires_at > now() + ${WORTH_SENDING_MS} * interval '1 millisecond'
      order by send_at limit ${limit} for update skip locked) due
    where c.address_hash = due.address_hash
    returning c.letter, c.channel, c.send_attempts, c.made_at, c.expires_at, c.sealed_letter`.execute(db);
  return rows.map((row) => ({
    letter: row.letter,
    channel: row.channel,
    attempts: row.send_attempts,
    madeAtMs: row.made_at.getTime(),
    expiresAtMs: row.expires_at.getTime(),
    content: opened(keys, row.letter, row.sealed_letter),
  }));
}

function opened(keys: MasterKeys, letter: string, sealed: Buffer): CodeLetter | null {
  for (const key of keys) {
    const text = unseal(codeKeys(key).letterKey, sealedFor(letter), sealed);
    if (text !== undefined) return letterFrom(text);
  }
  return null;
}

type Claimed = Pick<ClaimedCode, 'letter' | 'attempts'>;

/** It went out: its text is kept no longer. Nothing when somebody else has it by now, or it was used or replaced. */
export async function codeSent({ db }: Database, { letter, attempts }: Claimed): Promise<void> {
  await sql`
    update doorstep.report_code set sealed_letter = null, send_at = null
    where letter = ${letter} and send_attempts = ${attempts}`.execute(db);
}

/** It can't be sent: whoever waits for it asks for another one, at once. */
export async function codeGivenUp({ db }: Database, { letter, attempts }: Claimed): Promise<void> {
  await sql`
    delete from doorstep.report_code where letter = ${letter} and send_attempts = ${attempts}`.execute(db);
}

/** @param counts false gives the attempt back */
export async function postponeCode(
  { db }: Database,
  { letter, attempts }: Claimed,
  { afterMs, counts }: { readonly afterMs: Span; readonly counts: boolean },
): Promise<void> {
  await sql`
    update doorstep.report_code
    set send_at = now() + ${Math.round(afterMs)} * interval '1 millisecond',
      send_attempts = send_attempts - ${counts ? 0 : 1}
    where letter = ${letter} and send_attempts = ${attempts} and send_at is not null`.execute(db);
}

/** Said again and again by whoever sends. */
export async function serveCodeChannels({ db }: Database, channels: readonly CodeChannel[]): Promise<void> {
  if (channels.length === 0) return;
  await sql`
    insert into doorstep.code_channel (channel) select * from unnest(${channels}::text[])
    on conflict (channel) do update set seen_at = now()`.execute(db);
}

/** The channels by which somebody has been sending within so long. */
export async function codeChannelsSince({ db }: Database, withinMs: Span): Promise<readonly CodeChannel[]> {
  const { rows } = await sql<{ channel: CodeChannel }>`
    select channel from doorstep.code_channel
    where seen_at > now() - ${withinMs} * interval '1 millisecond' order by channel`.execute(db);
  return rows.map(({ channel }) => channel);
}
