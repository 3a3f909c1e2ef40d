/** What can't go out now: it waits, the next channel begins beside it, or takes over. What was one message stays one there. */
import type { Logger } from 'pino';
import type { DeliveryReason } from '../../contracts/channels';
import {
  beginNext,
  failDelivery,
  releaseDeliveries,
  type ClaimedDelivery,
  type Database,
  type Onward,
} from '../../store';
import { asksToAct } from './asking';
import type { Sending } from './attempt';
import { LONGEST_MS } from './backoff';
import type { ChannelsOf } from './channels-of';
import { isPressing, type Manners } from './manners';
import { forDigests } from './plan-beyond';

export interface OnwardOptions {
  readonly database: Database;
  readonly channelsOf: ChannelsOf;
  readonly manners: Manners;
  /** Another channel has work now. */
  readonly nudge: () => void;
  readonly log: Logger;
}

/** By then all of a digest have been handed over, however slow the database is. */
const DIGEST_MOVES_MS = 15_000;
/** After this a person is told on the next channel, whatever still goes on here. */
const PATIENCE_MS = 3 * 60_000;

/** Spends no attempt, but not for ever. */
export async function wait(
  options: OnwardOptions,
  sending: Sending,
  reason: DeliveryReason,
  afterMs: number,
): Promise<void> {
  const { bundle, members } = sending;
  // What waited for its digest has not waited for this channel.
  const sinceMs = ({ isDigest, queuedAtMs }: ClaimedDelivery): number =>
    bundle?.madeAtMs ?? (isDigest ? Date.now() : queuedAtMs);
  const waitedMs = Date.now() - Math.min(...members.map(sinceMs));
  if (waitedMs > LONGEST_MS) return giveUp(options, sending, 'too-late');
  await releaseDeliveries(options.database, members, { reason, afterMs: spread(afterMs), counts: false });
  if (waitedMs > PATIENCE_MS) await besideIt(options, sending);
}

/** Those who wait for the same endpoint do not all come back in the same instant. */
const spread = (ms: number): number => ms * (1 + Math.random() * 0.2);

export async function giveUp(options: OnwardOptions, { members }: Sending, reason: DeliveryReason): Promise<void> {
  const { database, nudge, log } = options;
  const onwardOf = await onwardFor(options, members[0].recipient);
  const became = new Set<string>();
  for (const member of calmFirst(members)) became.add(await failDelivery(database, member, reason, onwardOf(member)));
  if (became.has('moved')) nudge();
  became.delete('lost');
  if (became.size === 0) return;
  const [{ issue, seq, channel, attempts }] = members;
  const facts = { issue, seq, channel, attempts, reason, became: [...became], notices: members.length };
  log.warn(facts, 'a channel was given up');
}

/** Whichever of the two gets through first, the other is withheld. */
export async function besideIt(options: OnwardOptions, { members }: Sending): Promise<void> {
  const onwardOf = await onwardFor(options, members[0].recipient);
  let begun = false;
  for (const member of calmFirst(members))
    begun = (await beginNext(options.database, member, onwardOf(member))) || begun;
  if (begun) options.nudge();
}

/** What is pressing begins at once, and takes along what came before it. */
const calmFirst = (members: Sending['members']): readonly ClaimedDelivery[] => {
  const presses = ({ state }: ClaimedDelivery): number => Number(isPressing(state.report.severity));
  return [...members].sort((a, b) => presses(a) - presses(b));
};

/** One instant for all of them, by which they find each other again. */
async function onwardFor(
  { channelsOf, manners }: OnwardOptions,
  recipient: string,
): Promise<(member: ClaimedDelivery) => Onward> {
  const [channels, { withinMs }] = [await channelsOf(recipient), await manners.bundling()];
  const nowMs = Date.now();
  return ({ isDigest, notice, state }) => {
    const canDie = asksToAct(notice.template);
    if (isDigest) {
      const hold = { untilMs: nowMs + DIGEST_MOVES_MS, reason: 'digest' } as const;
      return { channels: forDigests(channels), hold, canDie };
    }
    if (withinMs === 0 || isPressing(state.report.severity)) return { channels, canDie };
    return { channels, hold: { untilMs: nowMs + withinMs, reason: 'collecting' }, canDie };
  };
}
