/** Whether a connection is up right now: while it is down, the client would buffer what is published without bound. */
import { DEFAULT_INBOX_PREFIX, type NatsConnection } from './nats';

interface Link {
  up: boolean;
  readonly inboxPrefix: string;
}
const links = new WeakMap<NatsConnection, Link>();

export function watchLink(nats: NatsConnection, inboxPrefix: string, onBack: () => void): void {
  const link: Link = { up: true, inboxPrefix };
  links.set(nats, link);
  void (async () => {
    for await (const { type } of nats.status()) {
      if (type === 'disconnect' || type === 'close') link.up = false;
      if (type === 'reconnect') {
        link.up = true;
        onBack();
      }
    }
    link.up = false;
  })();
}

/** A connection that connectNats did not make counts as up. */
export const isUp = (nats: NatsConnection): boolean => !nats.isClosed() && (links.get(nats)?.up ?? true);
export const inboxPrefixOf = (nats: NatsConnection): string => links.get(nats)?.inboxPrefix ?? DEFAULT_INBOX_PREFIX;
