/**
 * One attempt of one delivery: look whether it is still wanted, send it, record what became of it.
 *
 * A crash between sending and recording leads to a repeat when the lease is over, under the same id, by which every receiver
 * that keeps ids knows it again.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { DeliveryReason } from '../../contracts/channels';
import {
  beginNext,
  disableContact,
  failDelivery,
  openContact,
  releaseDelivery,
  withholdDelivery,
  type Address,
  type ClaimedDelivery,
  type Database,
  type MasterKeys,
  type SentDelivery,
} from '../../store';
import type { Result, Sender } from '../channels';
import type { Circuits } from '../channels/circuits';
import { isStillWanted } from './asking';
import { LONGEST_MS, PATIENT_ATTEMPTS, pauseAfter } from './backoff';
import type { ChannelsOf } from './channels-of';
import type { QuietUntil } from './quiet-hours';
import { letterOf, type ActionsOf } from './letter';
import type { Render } from './render';

export interface AttemptOptions {
  readonly database: Database;
  readonly render: Render;
  /** Letters carry no links when left out. */
  readonly actionsOf?: ActionsOf;
  readonly channelsOf: ChannelsOf;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly circuits: Circuits;
  /** Resolves when it is recorded. */
  readonly recordSent: (sent: SentDelivery) => Promise<void>;
  /** Another channel has work now. */
  /** Nobody has quiet hours when left out. */
  readonly quietUntil?: QuietUntil;
  readonly nudge: () => void;
  readonly log: Logger;
  /** Whatever is still under way then is broken off. */
  readonly stopped: AbortSignal;
}

/** How long a delivery waits whose contact can't be opened: until somebody has put the key back. */
const KEY_MS = 60_000;

export const newClaim = (): string => randomBytes(9).toString('base64url');

export async function attempt(options: AttemptOptions, sender: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { database, circuits, log, stopped } = options;
  const reason = withheldFor(delivery);
  if (reason !== undefined) return withholdDelivery(database, delivery, reason);
  if (delivery.contact === null) return giveUp(options, delivery, 'no-contact');
  if (delivery.isDisabled) return giveUp(options, delivery, 'gone');
  if (await isQuiet(options, delivery)) return;
  const address = addressOf(options, delivery.contact);
  if (address === undefined) {
    log.error({ issue: delivery.issue, channel: delivery.channel }, 'the key at hand does not open a contact');
    return wait(options, delivery, 'key-unfit', KEY_MS);
  }
  const endpoint = `${delivery.channel} ${sender.endpointOf(address)}`;
  const waitMs = circuits.waitMs(endpoint);
  if (waitMs > 0) return wait(options, delivery, 'resting', spread(waitMs));
  const result = await sendTo(options, sender, delivery, address);
  // Asked to stop in the middle: whether it went out nobody knows, so it is begun again later, under the same id.
  if (stopped.aborted && result.outcome === 'failed') circuits.forgo(endpoint);
  else heed(circuits, endpoint, result);
  await settle(options, delivery, result);
}

/** It waits for the end of the quiet hours of whom it is for; by then it may not be wanted any more. */
async function isQuiet({ database, quietUntil, log }: AttemptOptions, delivery: ClaimedDelivery): Promise<boolean> {
  const nowMs = Date.now();
  const untilMs = await quietUntil?.(delivery.recipient, delivery.state.report.severity, nowMs);
  if (untilMs === undefined || untilMs === null) return false;
  const { issue, seq, channel } = delivery;
  log.info({ issue, seq, channel }, 'a delivery waits for the end of quiet hours');
  await releaseDelivery(database, delivery, { reason: 'quiet-hours', afterMs: untilMs - nowMs, counts: false });
  return true;
}

function withheldFor(delivery: ClaimedDelivery): DeliveryReason | undefined {
  if (delivery.isRead) return 'read';
  if (delivery.isToldElsewhere) return 'told-elsewhere';
  return isStillWanted(delivery.state, delivery.notice) ? undefined : 'settled';
}

function addressOf(
  { masterKeys }: AttemptOptions,
  contact: NonNullable<ClaimedDelivery['contact']>,
): Address | undefined {
  const keys = masterKeys();
  return keys === undefined ? undefined : openContact(keys, contact);
}

async function sendTo(
  { render, actionsOf, log, stopped }: AttemptOptions,
  sender: Sender,
  delivery: ClaimedDelivery,
  address: Address,
): Promise<Result> {
  try {
    return await sender.send(await letterOf(delivery, render, actionsOf), address, stopped);
  } catch (error) {
    log.error(
      { err: error, issue: delivery.issue, channel: delivery.channel },
      'a channel failed in an unforeseen way',
    );
    return { outcome: 'failed', reason: 'unexpected', permanent: false };
  }
}

/** Only what tells of the endpoint itself moves its circuit: a refused letter was answered, and that is well. */
function heed(circuits: Circuits, endpoint: string, result: Result): void {
  if (result.outcome === 'busy') circuits.pause(endpoint, result.afterMs);
  else if (result.outcome === 'failed' && result.unwell === true) circuits.failed(endpoint);
  else circuits.succeeded(endpoint);
}

async function settle(options: AttemptOptions, delivery: ClaimedDelivery, result: Result): Promise<void> {
  const { database, recordSent } = options;
  switch (result.outcome) {
    case 'sent':
    case 'delivered':
      return recordSent({ ...delivery, state: result.outcome, receipt: result.receipt });
    case 'busy':
      return wait(options, delivery, 'busy', spread(result.afterMs));
    case 'failed': {
      const { issue: _, recipient, channel } = delivery;
      if (result.gone === true) await disableContact(database, recipient, channel, result.reason);
      const pauseMs = result.permanent ? undefined : pauseAfter(delivery.attempts);
      if (pauseMs === undefined) return giveUp(options, delivery, result.reason);
      await releaseDelivery(database, delivery, { reason: result.reason, afterMs: pauseMs, counts: true });
      if (delivery.attempts >= PATIENT_ATTEMPTS) await besideIt(options, delivery);
      return;
    }
    default:
      result satisfies never;
  }
}

/** Spends no attempt, but not for ever. */
async function wait(
  options: AttemptOptions,
  delivery: ClaimedDelivery,
  reason: DeliveryReason,
  afterMs: number,
): Promise<void> {
  const waitedMs = Date.now() - delivery.queuedAtMs;
  if (waitedMs > LONGEST_MS) return giveUp(options, delivery, 'too-late');
  await releaseDelivery(options.database, delivery, { reason, afterMs, counts: false });
  if (waitedMs > PATIENCE_MS) await besideIt(options, delivery);
}

/** After this a person is told on the next channel, whatever still goes on here. */
const PATIENCE_MS = 3 * 60_000;

/** Whichever of the two gets through first, the other is withheld. */
async function besideIt({ database, channelsOf, nudge }: AttemptOptions, delivery: ClaimedDelivery): Promise<void> {
  if (await beginNext(database, delivery, await channelsOf(delivery.recipient))) nudge();
}

async function giveUp(options: AttemptOptions, delivery: ClaimedDelivery, reason: DeliveryReason): Promise<void> {
  const { database, channelsOf, nudge, log } = options;
  const became = await failDelivery(database, delivery, reason, await channelsOf(delivery.recipient));
  if (became === 'moved') nudge();
  if (became !== 'lost') {
    const { issue, seq, channel, attempts } = delivery;
    log.warn({ issue, seq, channel, attempts, reason, became }, 'a channel was given up for a notice');
  }
}

/** Those who wait for the same endpoint do not all come back in the same instant. */
const spread = (ms: number): number => ms * (1 + Math.random() * 0.2);
