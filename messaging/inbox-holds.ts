import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from './nats';
import { STREAM, subjects } from './subjects';

const NOT_FOUND = 404;

/**
 * Which of these notices a person's inbox holds already. For notices older than the stream's memory of message ids:
 * within that time the stream itself drops a repeat.
 */
export async function inboxHolds(
  nats: NatsConnection,
  person: string,
  ids: ReadonlySet<string>,
  sinceMs: number,
): Promise<ReadonlySet<string>> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const found = new Set<string>();
  // An inbox holds at most 1,000, so one answer is all of it.
  try {
    const kept = await manager.direct.getBatch(STREAM.inbox, {
      start_time: new Date(sinceMs),
      next_by_subj: subjects.inbox(person),
      batch: 1_000,
    });
    for await (const msg of kept) {
      const id = msg.header.get('Nats-Msg-Id');
      if (ids.has(id)) found.add(id);
    }
  } catch (cause) {
    // The server's way to say that nothing of that time is there.
    if ((cause as { code?: unknown }).code !== NOT_FOUND) throw cause;
  }
  return found;
}
