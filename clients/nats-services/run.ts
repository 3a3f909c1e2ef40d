/** Serves as long as the gateway runs, across outages of NATS: HTTP is served without it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ALL, growingWait, QUEUE, serveRequests, type NatsConnection, type Serving } from '../../messaging';
import type { App } from '../http/app';
import { answerWith, busyAnswer } from './answer';

const AT_MOST = 64;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Services {
  /** Takes no more requests, and resolves when those that came are answered. Never rejects. */
  stop(): Promise<void>;
}

/** @param connect a connection that lasts; asked again while there is none, and when the server does not let us serve */
export function runServices(app: App, connect: () => Promise<NatsConnection>, log: Logger): Services {
  const stopping = new AbortController();
  let serving: Serving | undefined;
  const wait = growingWait(FIRST_WAIT_MS, LONGEST_WAIT_MS);
  const serve = async (): Promise<void> => {
    const nats = await connect();
    if (stopping.signal.aborted) return;
    serving = serveRequests(nats, {
      subject: ALL.services,
      queue: QUEUE.services,
      atMost: AT_MOST,
      busy: busyAnswer,
      answer: answerWith(app),
    });
    await Promise.race([serving.ready, serving.ended]);
    wait.reset();
    log.info({ subject: ALL.services }, 'services are answered over NATS');
    await serving.ended;
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await serve().catch((error: unknown) => log.warn({ err: error }, 'services are not answered over NATS for now'));
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
