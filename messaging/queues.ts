/** How far the workers are behind their queues, and what the streams hold: for the doctor and for monitoring. */
import { jetstreamManager } from '@nats-io/jetstream';
import { DoorstepError } from '../contracts/errors';
import { refusedOr } from './forbidden';
import type { NatsConnection } from './nats';
import { consumers } from './streams';
import { STREAM } from './subjects';

/** One durable consumer of a work queue. */
export interface QueueState {
  readonly stream: string;
  readonly consumer: string;
  /** Not given to any worker yet: the lag. */
  readonly pending: number;
  /** Given to a worker and not acknowledged. */
  readonly inHand: number;
  /** Of those in hand, given more than once. */
  readonly redelivered: number;
}

export interface StreamState {
  readonly stream: string;
  readonly messages: number;
  readonly bytes: number;
  /** Who reads it now, workers and followers. */
  readonly consumers: number;
}

export interface QueuesState {
  readonly queues: readonly QueueState[];
  readonly streams: readonly StreamState[];
}

/** Needs the user `operator` or `gateway`. Throws DoorstepError NATS_REFUSED, or NATS_STREAM_UNFIT when the server does not tell. */
export async function queuesState(nats: NatsConnection): Promise<QueuesState> {
  try {
    const manager = await jetstreamManager(nats, { checkAPI: false });
    const [queues, streams] = await Promise.all([
      Promise.all(
        consumers.map(async ({ stream, config }): Promise<QueueState> => {
          const info = await manager.consumers.info(stream, config.durable_name);
          return {
            stream,
            consumer: config.durable_name,
            pending: info.num_pending,
            inHand: info.num_ack_pending,
            redelivered: info.num_redelivered,
          };
        }),
      ),
      Promise.all(
        Object.values(STREAM).map(async (stream): Promise<StreamState> => {
          const { state } = await manager.streams.info(stream);
          return { stream, messages: state.messages, bytes: state.bytes, consumers: state.consumer_count };
        }),
      ),
    ]);
    return { queues, streams };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refusedOr(
      cause,
      new DoorstepError('NATS_STREAM_UNFIT', `NATS does not say how its queues stand: ${reason}.`, { cause }),
    );
  }
}
