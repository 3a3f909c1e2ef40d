/** Serves until it is stopped, across outages of NATS and while its server does not let us serve yet. */
import { setTimeout as sleep } from 'node:timers/promises';
import { growingWait } from './connect';
import type { NatsConnection } from './nats';
import { serveRequests, type ServeOptions, type Serving } from './serve';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface KeptServing {
  /** Takes no more requests, and resolves when those that came are answered. Never rejects. */
  stop(): Promise<void>;
}

export interface Keeping extends ServeOptions {
  /** From here on requests arrive. */
  readonly onReady: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** @param connect a connection that lasts; asked again while there is none, and when the server does not let us serve */
export function keepServing(
  connect: () => Promise<NatsConnection>,
  { onReady, onTrouble, ...options }: Keeping,
): KeptServing {
  const stopping = new AbortController();
  let serving: Serving | undefined;
  const wait = growingWait(FIRST_WAIT_MS, LONGEST_WAIT_MS);
  const serve = async (): Promise<void> => {
    const nats = await connect();
    if (stopping.signal.aborted) return;
    serving = serveRequests(nats, options);
    await Promise.race([serving.ready, serving.ended]);
    wait.reset();
    onReady();
    await serving.ended;
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await serve().catch(onTrouble);
      await sleep(wait.next(), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await serving?.stop();
      await running;
    },
  };
}
