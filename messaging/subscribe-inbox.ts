import { readWith } from './read-message';
import { follow, type Since, type Subscription } from './follow';
import type { NatsConnection } from './nats';
import { inboxMessageSchema, type InboxMessage } from './schemas';
import { STREAM, subjects } from './subjects';

/**
 * The notices of one person, oldest first, each once; again only when NATS was set back to an older copy of its data. A
 * person who connects later finds with `since: 'all'` what came meanwhile (30 days, the last 1,000).
 */
export const subscribeInbox = (
  nats: NatsConnection,
  person: string,
  { since = 'new', signal }: { readonly since?: Since; readonly signal?: AbortSignal } = {},
): Subscription<InboxMessage> =>
  follow(nats, {
    stream: STREAM.inbox,
    filter: subjects.inbox(person),
    since,
    signal,
    read: readWith(inboxMessageSchema),
  });
