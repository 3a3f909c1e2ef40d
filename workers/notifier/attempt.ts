/**
 * One attempt of one message: send it, record what became of it, for each notice in it.
 *
 * A crash between sending and recording leads to a repeat when the lease is over, under the same id, by which every receiver
 * that keeps ids knows it again.
 */
import type { Logger } from 'pino';
import {
  disableContact,
  releaseDeliveries,
  type Address,
  type ClaimedDelivery,
  type Database,
  type SentDelivery,
  type StoredBundle,
} from '../../store';
import type { Result, Sender } from '../channels';
import type { Circuits } from '../channels/circuits';
import { PATIENT_ATTEMPTS, pauseAfter } from './backoff';
import { bundleOf, letterOf, type Writers } from './letter';
import { besideIt, giveUp, wait, type OnwardOptions } from './onward';

export interface AttemptOptions extends OnwardOptions, Writers {
  readonly database: Database;
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

/** Where it goes: what fails together is named by the endpoint. */
export interface Destination {
  readonly address: Address;
  readonly endpoint: string;
}

export async function attempt(
  options: AttemptOptions,
  sender: Sender,
  sending: Sending,
  { address, endpoint }: Destination,
): Promise<void> {
  const { circuits, stopped } = options;
  const result = await sendTo(options, sender, sending, address);
  // Asked to stop in the middle: whether it went out nobody knows, so it is begun again later, under the same id.
  if (stopped.aborted && result.outcome === 'failed') circuits.forgo(endpoint);
  else heed(circuits, endpoint, result);
  await settle(options, sending, result);
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
      return recordSent(members.map((member) => ({ ...member, state: result.outcome, receipt: result.receipt })));
    case 'busy':
      return wait(options, sending, 'busy', result.afterMs);
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
