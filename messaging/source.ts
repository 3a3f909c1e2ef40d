/** One stream on the server, as one reader may ask for it: as a whole, or only for a part of it. */
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type Consumer,
  type ConsumerConfig,
  type ConsumerMessages,
} from '@nats-io/jetstream';
import { isForbidden } from './forbidden';
import { nanos, nuid, type NatsConnection } from './nats';

/** `new`: what comes from now on · `all`: all that is kept (30 days, an inbox at most 1,000) · or from an instant on. */
export type Since = 'new' | 'all' | { readonly sinceMs: number };

export interface Source {
  readonly stream: string;
  readonly since: Since;
  /** Which making of the stream this is, and its last message. */
  look(): Promise<{ readonly madeAt: string; readonly lastSeq: number }>;
  open(afterSeq: number | null): Promise<ConsumerMessages>;
}

export interface SourceOptions {
  readonly stream: string;
  readonly filter: string;
  readonly since: Since;
}

/**
 * Whoever may read a part only may not ask about the whole stream: the answer tells what others have. The last message of
 * the part tells less: that the stream was made anew is then noticed only while it holds less than what was read.
 */
export function sourceOf(nats: NatsConnection, { stream, filter, since }: SourceOptions): Source {
  let mayAsk = true;
  return {
    stream,
    since,
    look: async () => {
      const manager = await jetstreamManager(nats, { checkAPI: false });
      try {
        if (mayAsk) {
          const { created, state } = await manager.streams.info(stream);
          return { madeAt: created, lastSeq: state.last_seq };
        }
      } catch (cause) {
        if (!isForbidden(cause)) throw cause;
        mayAsk = false;
      }
      const last = await manager.direct.getMessage(stream, { last_by_subj: filter });
      return { madeAt: '', lastSeq: last?.seq ?? 0 };
    },
    open: async (afterSeq) => {
      const start = startOf(since, afterSeq);
      const consumer = mayAsk
        ? await jetstream(nats).consumers.get(stream, { filter_subjects: filter, ...start })
        : await consumerOfPart(nats, stream, { filter_subject: filter, ...start });
      const messages = await consumer.consume({
        max_messages: 500,
        // The client asks again only when a request has expired: after an outage nobody is deaf for longer than this.
        expires: 2_000,
        // Otherwise the client makes a lost consumer anew by itself, whatever became of the stream.
        abort_on_missing_resource: true,
      });
      void (mayAsk ? endWhenRemade(messages) : endWhenCut(nats, messages));
      return messages;
    },
  };
}

type Start = Pick<Partial<ConsumerConfig>, 'opt_start_seq' | 'opt_start_time'> & Pick<ConsumerConfig, 'deliver_policy'>;

function startOf(since: Since, afterSeq: number | null): Start {
  if (afterSeq !== null) return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: afterSeq + 1 };
  if (typeof since === 'string') return { deliver_policy: DeliverPolicy.All };
  return { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(since.sinceMs).toISOString() };
}

/** What the client makes for reading in order, without its question about the stream. */
async function consumerOfPart(
  nats: NatsConnection,
  stream: string,
  config: Partial<ConsumerConfig>,
): Promise<Consumer> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const made = await manager.consumers.add(stream, {
    ...config,
    // Nobody else may guess it: whoever knows the name of a consumer may use it.
    name: nuid.next(),
    ack_policy: AckPolicy.None,
    max_deliver: 1,
    mem_storage: true,
    num_replicas: 1,
    inactive_threshold: nanos(5 * 60_000),
  });
  return jetstream(nats).consumers.getConsumerFromInfo(made);
}

/** After a gap the client makes its consumer anew all the same; then, too, the stream has to be looked at. */
async function endWhenRemade(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status()) if (type === 'ordered_consumer_recreated') messages.stop();
}

/** What was under way when the connection broke is lost, and nothing would tell if it was the last. */
async function endWhenCut(nats: NatsConnection, messages: ConsumerMessages): Promise<void> {
  let isOver = false;
  void messages.closed().then(() => (isOver = true));
  for await (const { type } of nats.status()) {
    // The client's pings are told here too, so this ends soon after the reading.
    if (isOver) return;
    if (type === 'reconnect' || type === 'close') messages.stop();
  }
}
