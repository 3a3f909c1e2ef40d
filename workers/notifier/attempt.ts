/**
 * One attempt of one message: send it, record what became of it, for each notice in it.
 *
 * A crash between sending and recording leads to a repeat when the lease is over, under the same id, by which every receiver
 * that keeps ids knows it again.
 */
import type { Logger } from 'pino';
import type { DeliveryReason } from '../../contracts/channels';
import {
  disableContact,
  openContact,
  releaseDeliveries,
  type Address,
  type ClaimedDelivery,
  type Database,
  type MasterKeys,
  type SentDelivery,
  type StoredBundle,
} from '../../store';
import type { Result, Sender } from '../channels';
import type { Circuits } from '../channels/circuits';
import { LONGEST_MS, PATIENT_ATTEMPTS, pauseAfter } from './backoff';
import { bundleOf, letterOf, type Writers } from './letter';
import { besideIt, giveUp, type OnwardOptions } from './onward';

export interface AttemptOptions extends OnwardOptions, Writers {
  readonly database: Database;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly circuits: Circuits;
  /** Resolves when all of it is recorded. */
  readonly recordSent: (sent: readonly SentDelivery[]) => Promise<void>;
  readonly log: Logger;
  /** Whatever is still under way then is broken off. */
  readonly stopped: AbortSignal;
}

/** What goes out as one message to one person on one channel. */
export interface Sending {
  /** Null for a notice by itself. */
  readonly bundle: StoredBundle | null;
  readonly members: readonly [ClaimedDelivery, ...ClaimedDelivery[]];
}

/** How long a delivery waits whose contact can't be opened: until somebody has put the key back. */
const KEY_MS = 60_000;

export async function attempt(options: AttemptOptions, sender: Sender, sending: Sending): Promise<void> {
  const { circuits, log, stopped } = options;
  const [{ contact, isDisabled, channel, issue }] = sending.members;
  if (contact === null) return giveUp(options, sending, 'no-contact');
  if (isDisabled) return giveUp(options, sending, 'gone');
  const address = addressOf(options, contact);
  if (address === undefined) {
    log.error({ issue, channel }, 'the key at hand does not open a contact');
    return wait(options, sending, 'key-unfit', KEY_MS);
  }
  const endpoint = `${channel} ${sender.endpointOf(address)}`;
  const waitMs = circuits.waitMs(endpoint);
  if (waitMs > 0) return wait(options, sending, 'resting', spread(waitMs));
  const result = await sendTo(options, sender, sending, address);
  // Asked to stop in the middle: whether it went out nobody knows, so it is begun again later, under the same id.
  if (stopped.aborted && result.outcome === 'failed') circuits.forgo(endpoint);
  else heed(circuits, endpoint, result);
  await settle(options, sending, result);
}

function addressOf(
  { masterKeys }: AttemptOptions,
  contact: NonNullable<ClaimedDelivery['contact']>,
): Address | undefined {
  const keys = masterKeys();
  return keys === undefined ? undefined : openContact(keys, contact);
}

async function sendTo(
  options: AttemptOptions,
  sender: Sender,
  { bundle, members }: Sending,
  address: Address,
): Promise<Result> {
  const { log, stopped } = options;
  const [first] = members;
  try {
    const message = bundle === null ? await letterOf(first, options) : await bundleOf(bundle, members, options);
    return await sender.send(message, address, stopped);
  } catch (error) {
    log.error({ err: error, issue: first.issue, channel: first.channel }, 'a channel failed in an unforeseen way');
    return { outcome: 'failed', reason: 'unexpected', permanent: false };
  }
}

/** Only what tells of the endpoint itself moves its circuit: a refused letter was answered, and that is well. */
function heed(circuits: Circuits, endpoint: string, result: Result): void {
  if (result.outcome === 'busy') circuits.pause(endpoint, result.afterMs);
  else if (result.outcome === 'failed' && result.unwell === true) circuits.failed(endpoint);
  else circuits.succeeded(endpoint);
}

async function settle(options: AttemptOptions, sending: Sending, result: Result): Promise<void> {
  const { database, recordSent } = options;
  const { members } = sending;
  switch (result.outcome) {
    case 'sent':
    case 'delivered':
      return recordSent(
        members.map((member) => ({ ...member, state: result.outcome, receipt: result.receipt }) satisfies SentDelivery),
      );
    case 'busy':
      return wait(options, sending, 'busy', spread(result.afterMs));
    case 'failed': {
      const [{ recipient, channel }] = members;
      const attempts = Math.max(...members.map((member) => member.attempts));
      if (result.gone === true) await disableContact(database, recipient, channel, result.reason);
      const pauseMs = result.permanent ? undefined : pauseAfter(attempts);
      if (pauseMs === undefined) return giveUp(options, sending, result.reason);
      await releaseDeliveries(database, members, { reason: result.reason, afterMs: pauseMs, counts: true });
      if (attempts >= PATIENT_ATTEMPTS) await besideIt(options, sending);
      return;
    }
    default:
      result satisfies never;
  }
}

/** Spends no attempt, but not for ever. */
async function wait(options: AttemptOptions, sending: Sending, reason: DeliveryReason, afterMs: number): Promise<void> {
  const { bundle, members } = sending;
  const waitedMs = Date.now() - (bundle?.madeAtMs ?? members[0].queuedAtMs);
  if (waitedMs > LONGEST_MS) return giveUp(options, sending, 'too-late');
  await releaseDeliveries(options.database, members, { reason, afterMs, counts: false });
  if (waitedMs > PATIENCE_MS) await besideIt(options, sending);
}

/** After this a person is told on the next channel, whatever still goes on here. */
const PATIENCE_MS = 3 * 60_000;

/** Those who wait for the same endpoint do not all come back in the same instant. */
const spread = (ms: number): number => ms * (1 + Math.random() * 0.2);
