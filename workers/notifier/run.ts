/** The parts of the notifier, side by side until the signal. */
import { consumeInBatches, CONSUMER, openPipe, STREAM, type NatsConnection } from '../../messaging';
import type { Database } from '../../store';
import type { Logger } from 'pino';
import { createDelivery } from './deliver';
import { createReceiptRecorder } from './record-receipts';
import { relay } from './relay';
import { remindOwed } from './remind-owed';
import type { Render } from './render';
import { keepStatistics } from './statistics';

export interface NotifierOptions {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly render: Render;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Called before the queues are read, at first and after an outage: makes streams that are gone again. */
  readonly keepStreams: () => Promise<void>;
  /** Called once, when notices are being taken from the queue. */
  readonly onReady?: () => void;
}

/** Resolves after the signal, when what was in hand is finished. Never throws. */
export async function runNotifier({
  nats,
  database,
  render,
  log,
  signal,
  keepStreams,
  onReady,
}: NotifierOptions): Promise<void> {
  const pipe = openPipe(nats);
  let ready = onReady;
  await Promise.all([
    relay({ nats, database, log, signal }),
    remindOwed({ nats, database, log, signal }),
    keepStatistics({ database, log, signal }),
    consumeInBatches(nats, {
      stream: STREAM.notices,
      consumer: CONSUMER.notifier,
      atMost: 256,
      parallel: 1,
      handle: createDelivery({ nats, pipe, database, render }),
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
