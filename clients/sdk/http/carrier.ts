/** Requests to the gateway over HTTP, and what happens as server-sent events. */
import { SERVICE_ROUTES, type ServiceName, type ServiceRoute } from '../../../contracts/services';
import { cloudEventSchema, type CloudEvent } from '../../../messaging/schemas';
import { DoorstepError } from '../../../contracts/errors';
import type { Answered, Asked, Carrier, Field } from '../gateway/carrier';
import type { EventSubscription } from '../issues';
import type { Span } from '../../../domain';
import { seconds } from '../persist';
import { passOn } from '../within';
import type { Message } from './event-stream';
import { isNotReached, request, retryAfterMs, type Gate } from './request';
import { parsed, stream } from './stream';

const routes: ReadonlyMap<ServiceName, ServiceRoute> = new Map(SERVICE_ROUTES.map((one) => [one.name, one]));

export function httpCarrier(gate: Gate): Carrier {
  const closing = new AbortController();
  return {
    whom: `The gateway at ${gate.url}`,
    send: (asked, signal) => send(gate, asked, signal),
    isAway: isNotReached,
    watch: (issue, changed) => {
      const stopping = new AbortController();
      const release = passOn([closing.signal], stopping);
      let isUp = false;
      const path = `/v1/issues/${encodeURIComponent(issue)}/events`;
      const onLink = (up: boolean): void => {
        isUp = up;
        if (up) changed();
      };
      void (async () => {
        // Only hints: whoever waits is refused by the read itself. An issue that is unknown may come to be.
        for await (const _ of stream({ gate, path, signal: stopping.signal, onLink, isFinal: () => false })) changed();
      })()
        .catch(() => undefined)
        .finally(changed);
      return {
        live: () => isUp,
        stop: () => {
          release();
          stopping.abort();
        },
      };
    },
    subscribe: (signal, withinMs) => subscription(gate, signal, closing.signal, withinMs),
    close: async () => closing.abort(),
  };
}

async function send(gate: Gate, { service, issue, fields, key, ifSeq }: Asked, signal: AbortSignal): Promise<Answered> {
  const route = routes.get(service);
  if (route === undefined) throw new DoorstepError('ROUTE_UNKNOWN', `There is no service ${service}.`);
  const { path, rest } = addressOf(route.path, issue === undefined ? fields : { issue, ...fields });
  const headers = {
    accept: 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(ifSeq === undefined ? {} : { 'if-match': `"${ifSeq}"` }),
  };
  const answer = await (route.method === 'GET'
    ? request(gate, `${path}${queryOf(rest)}`, { method: 'GET', headers, signal })
    : request(gate, path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(rest),
        signal,
      }));
  const afterMs = retryAfterMs(answer.headers.get('retry-after'));
  const body = parsed(await answer.text());
  return { status: answer.status, body, ...(afterMs === undefined ? {} : { retryAfterMs: afterMs }) };
}

/** What the path has in braces is taken from the fields, as the gateway does it with a request over NATS. */
function addressOf(
  pattern: string,
  fields: Asked['fields'],
): { readonly path: string; readonly rest: Asked['fields'] } {
  const rest: Record<string, unknown> = { ...fields };
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const part = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(part);
  });
  return { path, rest };
}

function queryOf(fields: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value as Field)]),
  );
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** Begins at once: the first message that the gateway sends is the place at which it stands. */
function subscription(
  gate: Gate,
  signal: AbortSignal | undefined,
  closing: AbortSignal,
  withinMs: Span,
): EventSubscription {
  const stopping = new AbortController();
  const release = passOn([signal, closing], stopping);
  const messages = stream({ gate, path: '/v1/events', signal: stopping.signal });
  const begin = async (): Promise<IteratorResult<Message, void>> => {
    if (closing.aborted) throw new DoorstepError('CLIENT_CLOSED', 'This client was closed.');
    const late = setTimeout(() => stopping.abort(), withinMs);
    const next = await messages.next().finally(() => clearTimeout(late));
    if (next.done !== true || signal?.aborted === true || closing.aborted) return next;
    throw new DoorstepError('SERVER_AWAY', `The gateway at ${gate.url} gave no stream within ${seconds(withinMs)}.`);
  };
  const first = begin();
  first.catch(() => undefined);
  const ready = first.then(() => undefined);
  ready.catch(() => undefined);
  async function* events(): AsyncGenerator<CloudEvent, void, undefined> {
    try {
      for (let next = await first; next.done !== true; next = await messages.next()) {
        const { data } = next.value;
        if (data === undefined) continue;
        const event = cloudEventSchema.safeParse(parsed(data));
        if (event.success) yield event.data;
      }
    } finally {
      release();
      stopping.abort();
      await messages.return().catch(() => undefined);
    }
  }
  const iterator = events();
  return { ready, [Symbol.asyncIterator]: () => iterator };
}
