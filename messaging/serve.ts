/** Answering requests: any number of processes share a queue group, and each request goes to one of them. */
import { headers as newHeaders, type Msg, type NatsConnection } from './nats';

export interface ServiceRequest {
  readonly subject: string;
  readonly body: Uint8Array;
  /** Names in lower case; of a header that is there several times, the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** How large the body of an answer may be. */
  readonly answerBytes: number;
}
export interface ServiceAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A second answer to the same request, for whoever waits for two. Must not reject. */
  readonly later?: Promise<ServiceAnswer>;
}

export interface ServeOptions {
  readonly subject: string;
  readonly queue: string;
  /** Requests under way at once; those beyond get `busy`. */
  readonly atMost: number;
  readonly busy: () => ServiceAnswer;
  /** Must not reject. */
  readonly answer: (request: ServiceRequest) => Promise<ServiceAnswer>;
}

export interface Serving {
  /** From here on requests arrive. */
  readonly ready: Promise<void>;
  /** When it was stopped or the connection was closed. Rejects when the server does not let this user serve. */
  readonly ended: Promise<void>;
  /** Takes no more requests, and resolves when those that came are answered. Never rejects. */
  stop(): Promise<void>;
}

/** Of the server's limit, what headers may take. */
const HEADER_BYTES = 8_192;
const SMALLEST_LIMIT = 64 * 1024;
/** Answers go where answers are awaited: a request must not make its server write to any other subject. */
const INBOX = /^_INBOX/;

export function serveRequests(nats: NatsConnection, options: ServeOptions): Serving {
  const { subject, queue, atMost, busy, answer } = options;
  const underWay = new Set<Promise<void>>();
  const behind = new Set<Promise<void>>();
  const subscription = nats.subscribe(subject, { queue });
  const take = async (msg: Msg): Promise<void> => {
    const answerBytes = Math.max(SMALLEST_LIMIT, nats.info?.max_payload ?? 0) - HEADER_BYTES;
    const first = await answer({ subject: msg.subject, body: msg.data, headers: headersOf(msg), answerBytes });
    send(nats, msg, first);
    if (first.later === undefined) return;
    const second = first.later.then((later) => send(nats, msg, later)).finally(() => behind.delete(second));
    behind.add(second);
  };
  const ended = (async () => {
    for await (const msg of subscription) {
      if (msg.reply === undefined || !INBOX.test(msg.reply)) continue;
      if (underWay.size >= atMost) {
        send(nats, msg, busy());
        continue;
      }
      const taken = take(msg).catch(() => undefined);
      underWay.add(taken);
      void taken.then(() => underWay.delete(taken));
    }
  })();
  ended.catch(() => undefined);
  const ready = nats.flush();
  ready.catch(() => undefined);
  return {
    ready,
    ended,
    stop: async () => {
      await subscription.drain().catch(() => undefined);
      await ended.catch(() => undefined);
      await Promise.all(underWay);
      await Promise.all(behind);
      if (!nats.isClosed()) await nats.flush().catch(() => undefined);
    },
  };
}

function send(nats: NatsConnection, { reply }: Msg, { headers, body }: ServiceAnswer): void {
  if (reply === undefined || nats.isClosed()) return;
  const told = newHeaders();
  for (const [name, value] of Object.entries(headers)) told.set(name, value);
  nats.publish(reply, body, { headers: told });
}

function headersOf({ headers }: Msg): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, [value = '']] of headers ?? []) found[name.toLowerCase()] ??= value;
  return found;
}
