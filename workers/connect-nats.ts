import type { Logger } from 'pino';
import { natsSeedFile, type Connections } from '../contracts/connections';
import { DoorstepError } from '../contracts/errors';
import { connectNats, ensureStreams, type NatsConnection } from '../messaging';
import type { RoleName } from '../messaging/permissions';
import { restAfter } from './notifier/rest';

/** NATS may be away when a worker starts; it waits for it. undefined when asked to stop meanwhile. */
export async function connectForEver(
  servers: Connections,
  name: RoleName,
  log: Logger,
  signal: AbortSignal,
): Promise<NatsConnection | undefined> {
  const rest = restAfter(500, signal);
  while (!signal.aborted) {
    try {
      return await connectNats(servers.natsUrl, name, {
        seedFile: natsSeedFile(servers, name),
        connectWithinMs: 2_000,
      });
    } catch (error) {
      if (error instanceof DoorstepError && error.code === 'NATS_REFUSED') throw error;
      log.warn({ err: error }, 'NATS is away; trying again');
      await rest.failed();
    }
  }
  return undefined;
}

/**
 * Brings streams that are gone or changed back to what they should be, as the one role that may. A process that was given
 * no key but its own leaves that to the set-up.
 */
export async function keepStreams(servers: Connections, replicas: number): Promise<void> {
  if (servers.natsSeedFile !== undefined) return;
  const nats = await connectNats(servers.natsUrl, 'setup', {
    seedFile: natsSeedFile(servers, 'setup'),
    connectWithinMs: 2_000,
  });
  try {
    await ensureStreams(nats, replicas);
  } finally {
    await nats.close();
  }
}
