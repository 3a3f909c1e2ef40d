/** Brings streams and consumers to what this code expects, and believes the server only what it echoes. */
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { DoorstepError } from '../contracts/errors';
import type { NatsConnection } from './nats';
import { consumers, streams, type ConsumerSpec, type StreamSpec } from './streams';

const OLDEST = [2, 12] as const;
const STREAM_NOT_FOUND = 10_059;
const CONSUMER_NOT_FOUND = 10_014;

/**
 * Creates or updates every stream and durable consumer; safe to call at any time and by several processes at once.
 * @param replicas copies of each stream; more than 1 needs a cluster
 *
 * Throws DoorstepError SERVER_TOO_OLD, NATS_WITHOUT_JETSTREAM, NATS_STREAM_UNFIT (an old server ignores options that
 * it does not know, so every option is compared with what the server says it now has), NATS_UNREACHABLE.
 */
export async function ensureStreams(nats: NatsConnection, replicas = 1): Promise<void> {
  requireVersion(nats);
  const manager = await openManager(nats);
  for (const spec of streams(replicas)) await ensureStream(manager, spec);
  for (const { stream, config } of consumers) await ensureConsumer(manager, stream, config);
}

function requireVersion(nats: NatsConnection): void {
  const version = nats.info?.version ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new DoorstepError('SERVER_TOO_OLD', `NATS is ${version}; Doorstep needs ${OLDEST.join('.')} or newer.`);
}

async function openManager(nats: NatsConnection): Promise<JetStreamManager> {
  try {
    return await jetstreamManager(nats);
  } catch (cause) {
    if (nats.info?.jetstream === true && reasonOf(cause).includes('timeout')) {
      throw new DoorstepError('NATS_UNREACHABLE', 'NATS did not answer a question about JetStream in time.', { cause });
    }
    throw new DoorstepError('NATS_WITHOUT_JETSTREAM', `NATS has no JetStream for this account: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

async function ensureStream({ streams: api }: JetStreamManager, spec: StreamSpec): Promise<void> {
  const found = await askFor(`stream ${spec.name}`, async () => {
    const known = await orMissing(() => api.info(spec.name), STREAM_NOT_FOUND);
    // Creating what another process created meanwhile succeeds, since the options are the same.
    return known === undefined ? api.add(spec) : api.update(spec.name, spec);
  });
  assertEcho(`stream ${spec.name}`, spec, found.config);
}

async function ensureConsumer(
  { consumers: api }: JetStreamManager,
  stream: string,
  config: ConsumerSpec,
): Promise<void> {
  const what = `consumer ${config.durable_name} of ${stream}`;
  const found = await askFor(what, async () => {
    const known = await orMissing(() => api.info(stream, config.durable_name), CONSUMER_NOT_FOUND);
    return known === undefined ? api.add(stream, config) : api.update(stream, config.durable_name, config);
  });
  assertEcho(what, config, found.config);
}

async function orMissing<T>(ask: () => Promise<T>, missing: number): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    if ((cause as { code?: unknown }).code === missing) return undefined;
    throw cause;
  }
}

async function askFor<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new DoorstepError('NATS_STREAM_UNFIT', `The ${what} could not be created or changed: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function assertEcho(what: string, asked: object, has: object): void {
  const different = Object.entries(asked).filter(([option, value]) => {
    // The server leaves out what is false, zero or empty.
    const echoed = (has as Record<string, unknown>)[option] ?? (value === false ? false : undefined);
    return JSON.stringify(echoed) !== JSON.stringify(value);
  });
  if (different.length === 0) return;
  const options = different.map(([option]) => option);
  throw new DoorstepError(
    'NATS_STREAM_UNFIT',
    `The server did not take these options of the ${what}: ${options.join(', ')}.`,
    {
      details: { what, options, asked: Object.fromEntries(different) },
    },
  );
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
