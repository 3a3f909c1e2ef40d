/** What comes by itself over NATS: events for services, notices for people, hints for who waits. */
import type * as Messaging from '../../messaging';
import type { CloudEvent, EventFilter, InboxMessage, NatsConnection, Since, Subscription } from '../../messaging';
import { natsSeedFile } from '../../contracts/connections';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import type { Watch } from './reading/watch';
import { lazy, type Lazy } from './lazy';
import type { Settings } from './options';

export interface Live {
  readonly messaging: typeof Messaging;
  readonly nats: NatsConnection;
}

export interface InboxOptions {
  /** `new`: what comes from now on, the default · `all`: what is kept too (30 days, the last 1,000) */
  readonly since?: Since;
  readonly signal?: AbortSignal;
}

export const lazyLive = (settings: Settings): Lazy<Live> =>
  lazy(
    async () => {
      const { natsUrl } = settings;
      if (natsUrl === undefined) {
        throw new DoorstepError(
          'SERVER_NOT_NAMED',
          'Events and notices come over NATS, and its address is not known.',
          { place: { field: 'natsUrl' } },
        );
      }
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded at the first subscription; a dynamic import would be an ES module's
      const messaging = require('../../messaging') as typeof Messaging;
      return {
        messaging,
        nats: await messaging.connectNats(natsUrl, 'client', { seedFile: natsSeedFile(settings, 'gateway') }),
      };
    },
    ({ messaging, nats }) => messaging.closeNats(nats),
  );

export const subscribe = (live: Lazy<Live>, filter: EventFilter): Subscription<CloudEvent> =>
  opening(async () => {
    const { messaging, nats } = await live.get();
    return messaging.subscribeEvents(nats, filter);
  });

export const inbox = (live: Lazy<Live>, person: string, options: InboxOptions): Subscription<InboxMessage> =>
  opening(async () => {
    const { messaging, nats } = await live.get();
    return messaging.subscribeInbox(nats, person, options);
  });

export async function receipt(live: Lazy<Live>, notice: string, state: 'read' | 'acted'): Promise<void> {
  const { messaging, nats } = await live.get();
  await messaging.sendReceipt(nats, { notice, state, atMs: Date.now() });
}

/** A subscription that is usable at once, while its connection is still being made. */
function opening<T>(open: () => Promise<Subscription<T>>): Subscription<T> {
  const opened = open();
  const ready = opened.then((subscription) => subscription.ready);
  // Whoever does not look at `ready` gets the same error from the iteration.
  ready.catch(() => undefined);
  return {
    ready,
    async *[Symbol.asyncIterator]() {
      const subscription = await opened;
      await subscription.ready;
      yield* subscription;
    },
  };
}

/** Calls back when the issue may have changed. A hint only: what was missed during an outage is not made up for. */
export function watch(live: Lazy<Live> | null, issue: IssueId, changed: () => void): Watch {
  let stopped = false;
  let subscription: { unsubscribe(): void } | null = null;
  let isUp = (): boolean => false;
  live
    ?.get()
    .then(({ messaging, nats }) => {
      if (stopped) return;
      isUp = () => messaging.isUp(nats);
      subscription = nats.subscribe(messaging.subjects.events({ issue }), { callback: changed });
      changed();
    })
    // Without NATS the waiting goes on by looking again and again.
    .catch(() => undefined);
  return {
    live: () => subscription !== null && isUp(),
    stop: () => {
      stopped = true;
      subscription?.unsubscribe();
    },
  };
}
