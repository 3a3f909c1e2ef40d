import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from './nats';
import { readWith } from './read-message';
import { inboxMessageSchema, type InboxMessage } from './schemas';
import { STREAM, subjects } from './subjects';

const NOT_FOUND = 404;
/** An inbox holds no more. */
const MOST = 1_000;

/** What a person's inbox holds now, the oldest first. */
export async function readInbox(nats: NatsConnection, person: string): Promise<readonly InboxMessage[]> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const read = readWith(inboxMessageSchema);
  const found: InboxMessage[] = [];
  try {
    const kept = await manager.direct.getBatch(STREAM.inbox, {
      seq: 1,
      next_by_subj: subjects.inbox(person),
      batch: MOST,
    });
    for await (const message of kept) {
      const value = read(message);
      if (value !== undefined) found.push(value);
    }
  } catch (cause) {
    // The server's way to say that it is empty.
    if ((cause as { code?: unknown }).code !== NOT_FOUND) throw cause;
  }
  return found;
}
