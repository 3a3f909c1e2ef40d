import { follow, type Since, type Subscription } from './follow';
import type { NatsConnection } from './nats';
import { readWith } from './read-message';
import { cloudEventSchema, type CloudEvent } from './schemas';
import { STREAM, subjects } from './subjects';

export interface EventFilter {
  readonly unit?: string;
  readonly issue?: string;
  /** Leaves out earlier events of each issue. */
  readonly fromSeq?: number;
  readonly since?: Since;
  readonly signal?: AbortSignal;
}

/**
 * Events as they were recorded, at least once each: an event that was published during an outage may come again, or
 * after a later one of its issue. `id` names it, `seq` orders it.
 */
export function subscribeEvents(nats: NatsConnection, filter: EventFilter = {}): Subscription<CloudEvent> {
  const { fromSeq = 1, since = 'new', signal } = filter;
  const read = readWith(cloudEventSchema);
  return follow(nats, {
    stream: STREAM.events,
    filter: subjects.events(filter),
    since,
    signal,
    read: (msg) => {
      const event = read(msg);
      return event !== undefined && event.seq >= fromSeq ? event : undefined;
    },
  });
}
