/** The connection to Temporal: opened at the first command, with retries of the transport by Temporal's own client. */
import type * as TemporalClient from '@temporalio/client';
import { DoorstepError } from '../../../contracts/errors';
import type { Instant } from '../../../domain';
import { lazy, type Lazy } from '../lazy';
import type { Settings } from '../options';

export interface Engine {
  /** When the transport last failed; 0 when it never did. */
  readonly lostAtMs: () => Instant;
  readonly workflow: TemporalClient.WorkflowClient;
  readonly temporal: typeof TemporalClient;
  readonly close: () => Promise<void>;
}

/** A server that was restarted is found again within this time. */
const LONGEST_PAUSE_MS = 1_000;

export const lazyEngine = (settings: Settings): Lazy<Engine> =>
  lazy(
    () => openEngine(settings),
    (engine) => engine.close(),
  );

async function openEngine({ temporalAddress, temporalNamespace }: Settings): Promise<Engine> {
  if (temporalAddress === undefined) {
    throw new DoorstepError('SERVER_NOT_NAMED', 'Commands go to Temporal, and its address is not known.', {
      place: { field: 'temporalAddress' },
    });
  }
  // Loaded here and not above: it costs a quarter of a second, which who only reads need not pay.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a dynamic import would be an ES module's, with a suffix
  const temporal = require('@temporalio/client') as typeof TemporalClient;
  const retries = temporal.defaultGrpcRetryOptions({
    // The deadline of the call is the bound, not a number of attempts.
    maxAttempts: 1_000,
    maxIntervalMs: () => LONGEST_PAUSE_MS,
  });
  let lostAtMs = 0;
  const connection = temporal.Connection.lazy({
    address: temporalAddress,
    channelArgs: {
      // gRPC's own default waits up to two minutes before it tries a lost server again.
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': LONGEST_PAUSE_MS,
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 5_000,
    },
    interceptors: [
      temporal.makeGrpcRetryInterceptor({
        ...retries,
        retryableDecider: (attempt, status) => {
          // A call that ends at its deadline no longer says that the server was away all the time.
          if ((status.code as number) === UNAVAILABLE) lostAtMs = Date.now();
          return retries.retryableDecider(attempt, status);
        },
      }),
    ],
  });
  const client = new temporal.Client({ connection, namespace: temporalNamespace ?? 'default' });
  return { lostAtMs: () => lostAtMs, workflow: client.workflow, temporal, close: () => connection.close() };
}

const UNAVAILABLE = 14;
