import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from './nats';
import { STREAM, subjects } from './subjects';

/** Destroys everything in the inbox of one person. */
export async function purgeInbox(nats: NatsConnection, person: string): Promise<void> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  await manager.streams.purge(STREAM.inbox, { filter: subjects.inbox(person) });
}
