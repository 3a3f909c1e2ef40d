/** Works off what is due beyond the inbox: each channel by itself, so that a slow one holds up nobody else. */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import { CHANNELS, type Channel } from '../../contracts/channels';
import {
  claimDeliveries,
  failDelivery,
  recordSent,
  releaseDeliveries,
  type ClaimedDelivery,
  type Database,
  type MasterKeys,
  type SentDelivery,
} from '../../store';
import type { Sender, Senders } from '../channels';
import { createCircuits } from '../channels/circuits';
import { asksToAct } from './asking';
import type { ChannelsOf } from './channels-of';
import { inBatches } from './in-batches';
import type { Writers } from './letter';
import { PLAIN, type Manners } from './manners';
import type { Nudge } from './nudge';
import type { QuietUntil } from './quiet-hours';
import { laterThan, restAfter } from './rest';
import { sendGroup, type GroupOptions } from './send-group';

export interface SendOptions extends Writers {
  readonly database: Database;
  readonly senders: Senders;
  readonly channelsOf: ChannelsOf;
  readonly quietUntil?: QuietUntil;
  /** Everything goes out at once and by itself when left out. */
  readonly manners?: Manners;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly nudge: Nudge;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Longer than any sending may take, with room for a machine that is busy. */
const LEASE_MS = 120_000;
const LOOK_EVERY_MS = 500;

const newClaim = (): string => randomBytes(9).toString('base64url');

/** What nobody has taken for this long is not served by any notifier. */
const UNSERVED_MS = 10 * 60_000;

/** Runs until the signal is aborted, then finishes what is under way. Never throws. */
export async function sendDeliveries(options: SendOptions): Promise<void> {
  const { database, senders, nudge, log } = options;
  const stopped = laterThan(options.signal);
  // Every channel and every letter under way listens to them.
  setMaxListeners(0, options.signal, stopped);
  const record = inBatches((sent: readonly (readonly SentDelivery[])[]) => recordSent(database, sent.flat()));
  const attempts: GroupOptions = {
    ...options,
    manners: options.manners ?? PLAIN,
    circuits: createCircuits(),
    recordSent: record,
    nudge: () => nudge.nudge(),
    log,
    stopped,
  };
  await Promise.all([
    ...[...senders].map(([channel, sender]) => serve(options, attempts, channel, sender)),
    giveUpUnserved(options),
  ]);
}

/** Takes some ahead, so that a long queue costs one look for many letters, and begins each as soon as there is room. */
async function serve(
  { database, nudge, log, signal }: SendOptions,
  options: GroupOptions,
  channel: Channel,
  sender: Sender,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const ahead: (readonly ClaimedDelivery[])[] = [];
  const rest = restAfter(LOOK_EVERY_MS, signal);
  const begin = (group: readonly ClaimedDelivery[]): void => {
    const run: Promise<void> = sendGroup(options, sender, group)
      // Not recorded: the lease brings it back.
      .catch((error: unknown) => log.warn({ err: error, channel }, 'what became of deliveries could not be recorded'))
      .finally(() => running.delete(run));
    running.add(run);
  };
  while (!signal.aborted) {
    try {
      const limit = sender.parallel - ahead.length;
      const due = await claimDeliveries(database, { channel, limit, leaseMs: LEASE_MS, claim: newClaim() });
      ahead.push(...due);
      while (ahead.length > 0 && !signal.aborted && (due.length < limit || ahead.length > sender.parallel / 2)) {
        if (running.size >= sender.parallel) await Promise.race(running);
        else ahead.splice(0, 1).forEach(begin);
      }
      if (due.length < limit) await nudge.pause(LOOK_EVERY_MS, signal);
    } catch (error) {
      log.warn({ err: error, channel }, 'deliveries can’t be claimed; trying again');
      await rest.failed();
    }
  }
  // Not begun: whoever comes next need not wait for the lease.
  const left = ahead.map((group) => releaseDeliveries(database, group, { reason: null, afterMs: 0, counts: false }));
  await Promise.allSettled([...left, ...running]);
}

/** Contacts of channels that this installation no longer serves: the next channel takes over. */
async function giveUpUnserved({ database, senders, channelsOf, nudge, log, signal }: SendOptions): Promise<void> {
  const unserved = CHANNELS.filter((channel) => !senders.has(channel));
  const rest = restAfter(30_000, signal);
  while (!signal.aborted) {
    try {
      for (const channel of unserved) {
        const claim = { channel, limit: 100, leaseMs: LEASE_MS, claim: newClaim(), overdueMs: UNSERVED_MS };
        for (const delivery of (await claimDeliveries(database, claim)).flat())
          await failDelivery(database, delivery, 'not-served', {
            channels: await channelsOf(delivery.recipient),
            canDie: asksToAct(delivery.notice.template),
          });
      }
      nudge.nudge();
      await rest.ok();
    } catch (error) {
      log.warn({ err: error }, 'deliveries of channels that are not served can’t be looked at; trying again');
      await rest.failed();
    }
  }
}
