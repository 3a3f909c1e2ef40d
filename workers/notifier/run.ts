/** The parts of the notifier, side by side until the signal. */
import { consumeInBatches, CONSUMER, openPipe, STREAM, type NatsConnection } from '../../messaging';
import type { Database, KeptFor, MasterKeys } from '../../store';
import type { Logger } from 'pino';
import type { Senders } from '../channels';
import type { ChannelsOf } from './channels-of';
import { createDelivery } from './deliver';
import { eraseInboxes } from './erase';
import { forgetOldDeliveries } from './forget';
import type { ActionsOf } from './letter';
import { passOnDeadLetters } from './not-told';
import type { Manners } from './manners';
import { createNudge } from './nudge';
import type { QuietUntil } from './quiet-hours';
import { createReceiptRecorder } from './record-receipts';
import { relay } from './relay';
import { remindOwed } from './remind-owed';
import type { Render, RenderGathered } from './render';
import { retainAsLong } from './retain';
import { sendCodes, type WriteCode } from './send-codes';
import { sendDeliveries } from './send-deliveries';
import { keepStatistics } from './statistics';

/** How people are told beyond the inbox. */
export interface Beyond {
  readonly senders: Senders;
  readonly channelsOf: ChannelsOf;
  /** Letters carry no links when left out. */
  readonly actionsOf?: ActionsOf;
  readonly quietUntil?: QuietUntil;
  /** Bundles, throttles and digests; everything goes out at once and by itself when left out. */
  readonly manners?: Manners;
  readonly renderGathered: RenderGathered;
  /** One-time codes are not sent when left out. */
  readonly writeCode?: WriteCode;
  /** Asked at each letter, so that a key that is put back is found. */
  readonly masterKeys: () => MasterKeys | undefined;
}

export interface NotifierOptions {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly render: Render;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Called before the queues are read, at first and after an outage: makes streams that are gone again. */
  readonly keepStreams: () => Promise<void>;
  /** Nobody is told beyond the inbox when left out. */
  readonly beyond?: Beyond;
  /** How long what became of notices is kept; for ever when left out. */
  readonly deliveriesKeptDays?: number;
  /** How long words and files of closed issues are kept; for ever when left out. */
  readonly keptFor?: KeptFor;
  /** How long it is known where guests can be reached; as long as the deliveries are kept when left out. */
  readonly guestContactsKeptDays?: number;
  /** Called once, when notices are being taken from the queue. */
  readonly onReady?: () => void;
}

/** Resolves after the signal, when what was in hand is finished. Never throws. */
export async function runNotifier(options: NotifierOptions): Promise<void> {
  const { nats, database, render, log, signal, keepStreams, beyond, onReady, deliveriesKeptDays: keptDays } = options;
  const { guestContactsKeptDays = keptDays } = options;
  const pipe = openPipe(nats);
  const nudge = createNudge();
  let ready = onReady;
  await Promise.all([
    relay({ nats, database, log, signal }),
    remindOwed({ nats, database, log, signal }),
    keepStatistics({ database, log, signal }),
    eraseInboxes({ nats, pipe, database, log, signal }),
    ...(beyond === undefined
      ? []
      : [
          sendDeliveries({ ...beyond, database, render, nudge, log, signal }),
          passOnDeadLetters({ database, log, signal }),
          ...(beyond.writeCode === undefined
            ? []
            : [sendCodes({ ...beyond, writeCode: beyond.writeCode, database, log, signal })]),
        ]),
    ...(options.keptFor === undefined ? [] : [retainAsLong({ database, log, signal, keptFor: options.keptFor })]),
    ...(keptDays === undefined && guestContactsKeptDays === undefined
      ? []
      : [forgetOldDeliveries({ database, log, signal, keptDays, guestContactsKeptDays })]),
    consumeInBatches(nats, {
      stream: STREAM.notices,
      consumer: CONSUMER.notifier,
      atMost: 256,
      parallel: 1,
      handle: createDelivery({
        nats,
        pipe,
        database,
        render,
        ...(beyond === undefined ? {} : { ...beyond, onPlanned: () => nudge.nudge() }),
      }),
      log,
      signal,
      keepStreams,
      onConsuming: () => {
        ready?.();
        ready = undefined;
      },
    }),
    consumeInBatches(nats, {
      stream: STREAM.receipts,
      consumer: CONSUMER.receipts,
      atMost: 256,
      parallel: 1,
      handle: createReceiptRecorder(database),
      log,
      signal,
      keepStreams,
    }),
  ]);
  pipe.close();
}
