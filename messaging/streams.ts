/** The streams and their durable consumers, as the servers must hold them. */
import type { ConsumerConfig, StreamConfig } from '@nats-io/jetstream';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  StoreCompression,
} from '@nats-io/jetstream';
import { nanos } from './nats';
import { ALL, STREAM } from './subjects';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a stream remembers message ids; about 220 bytes each. */
export const DEDUPE_WINDOW_MS = 2 * HOUR_MS;
/** How long an inbox and the events stay readable. The log keeps them for good. */
export const KEPT_MS = 30 * DAY_MS;

export type StreamSpec = Partial<StreamConfig> & { readonly name: string };

const lasting = {
  storage: StorageType.File,
  // JSON shrinks to less than half (npm run bench storage).
  compression: StoreCompression.S2,
  allow_direct: true,
  duplicate_window: nanos(DEDUPE_WINDOW_MS),
} as const;

export const streams = (replicas: number): readonly StreamSpec[] => [
  {
    ...lasting,
    name: STREAM.events,
    subjects: [ALL.events],
    description: 'Every event of every issue, for services (CloudEvents)',
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(KEPT_MS),
    // What happened is not taken back.
    deny_delete: true,
    deny_purge: true,
    num_replicas: replicas,
  },
  {
    ...lasting,
    name: STREAM.notices,
    subjects: [ALL.notices],
    description: 'Work of the notifier: who has to be told',
    retention: RetentionPolicy.Workqueue,
    // Full means refused, and what is refused stays in the outbox: work is never dropped to make room.
    discard: DiscardPolicy.New,
    max_msgs: 2_000_000,
    deny_purge: true,
    num_replicas: replicas,
  },
  {
    ...lasting,
    name: STREAM.inbox,
    subjects: [ALL.inbox],
    description: 'What each person was told',
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(KEPT_MS),
    max_msgs_per_subject: 1_000,
    // An operator may purge one person's subject: the texts name people, and erasure has to reach them.
    deny_delete: false,
    deny_purge: false,
    num_replicas: replicas,
  },
  {
    ...lasting,
    name: STREAM.receipts,
    subjects: [ALL.receipts],
    description: 'What became of a notice: read, acted on',
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.New,
    max_msgs: 1_000_000,
    deny_purge: true,
    num_replicas: replicas,
  },
  {
    ...lasting,
    name: STREAM.dead,
    subjects: [ALL.dead],
    description: 'What could not be processed, with the reason; for people',
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_msgs: 100_000,
    deny_delete: false,
    deny_purge: false,
    num_replicas: replicas,
  },
];

export type ConsumerSpec = Partial<ConsumerConfig> & { readonly durable_name: string };

export const CONSUMER = { notifier: 'notifier', receipts: 'receipts' } as const;

/** No bound on deliveries: what fails is tried again with growing pauses, and put aside by decision, never by count alone. */
const worker = {
  ack_policy: AckPolicy.Explicit,
  deliver_policy: DeliverPolicy.All,
  // What a killed notifier had in hand comes again after this; longer than any batch takes while the servers are well.
  ack_wait: nanos(8 * SECOND_MS),
  max_deliver: -1,
} as const;

export const consumers: readonly { readonly stream: string; readonly config: ConsumerSpec }[] = [
  {
    stream: STREAM.notices,
    config: { ...worker, durable_name: CONSUMER.notifier, filter_subject: ALL.notices, max_ack_pending: 4_096 },
  },
  {
    stream: STREAM.receipts,
    config: { ...worker, durable_name: CONSUMER.receipts, filter_subject: ALL.receipts, max_ack_pending: 2_048 },
  },
];
