import type { Logger } from 'pino';
import { DoorstepError } from '../contracts/errors';
import { connectNats, type NatsConnection } from '../messaging';
import { restAfter } from './notifier/rest';

/** NATS may be away when a worker starts; it waits for it. undefined when asked to stop meanwhile. */
export async function connectForEver(
  url: string,
  name: string,
  log: Logger,
  signal: AbortSignal,
): Promise<NatsConnection | undefined> {
  const rest = restAfter(500, signal);
  while (!signal.aborted) {
    try {
      return await connectNats(url, name, { connectWithinMs: 2_000 });
    } catch (error) {
      if (error instanceof DoorstepError && error.code === 'NATS_REFUSED') throw error;
      log.warn({ err: error }, 'NATS is away; trying again');
      await rest.failed();
    }
  }
  return undefined;
}
