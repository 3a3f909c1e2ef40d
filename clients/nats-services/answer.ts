/**
 * One request over NATS: put to the route that HTTP has for it, in the same process and without a socket, so that rights,
 * schemas, limits, idempotency, audit and errors are the very same (docs/decisions/0090).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorstepError } from '../../contracts/errors';
import type { ServiceAnswer, ServiceRequest } from '../../messaging';
import { BODY_BYTES, type App } from '../http/app';
import { malformed, passes, PROBLEM_TYPE, problemOf, RETRY_AFTER_S, statusOf } from '../http/problem';
import { digest } from '../sdk/ids';
import { serviceOf, type Service } from './table';

/** Longer than the gateway waits for the engine. */
const WITHIN_MS = 25_000;

type Body = Readonly<Record<string, unknown>>;
type Injected = Awaited<ReturnType<App['inject']>>;

/** @param app any app of the gateway; it need not listen. The answer never rejects. */
export const answerWith =
  (app: Pick<App, 'inject'>, withinMs = WITHIN_MS) =>
  async (request: ServiceRequest): Promise<ServiceAnswer> => {
    try {
      const service = serviceOf.get(request.subject);
      if (service === undefined)
        throw new DoorstepError('ROUTE_UNKNOWN', 'There is no such service; docs/asyncapi.json lists them.');
      const body = bodyOf(request);
      return told(await within(withinMs, put(app, service, body, headersFor(request))), request.answerBytes);
    } catch (error) {
      return problemAnswer(error);
    }
  };

/** For requests beyond what this gateway takes at once. */
export const busyAnswer = (): ServiceAnswer =>
  problemAnswer(new DoorstepError('TOO_MANY_REQUESTS', 'This gateway has as many requests under way as it takes.'));

function bodyOf({ body }: ServiceRequest): Body {
  if (body.byteLength > BODY_BYTES)
    throw new DoorstepError(
      'BODY_TOO_LARGE',
      `A body has at most ${BODY_BYTES} bytes, and this has ${body.byteLength}.`,
    );
  if (body.byteLength === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw malformed('The body is no JSON.', [{ field: 'body', reason: 'must be JSON in UTF-8' }]);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw malformed('The body is no object.', [{ field: 'body', reason: 'must be an object' }]);
  return parsed as Body;
}

function put(app: Pick<App, 'inject'>, { method, path }: Service, body: Body, headers: Headers): Promise<Injected> {
  const { url, fields } = addressOf(path, body);
  const from = { headers, remoteAddress: addressFor(headers) };
  return method === 'GET'
    ? app.inject({ ...from, method, url, query: queryOf(fields) })
    : app.inject({ ...from, method, url, payload: JSON.stringify(fields) });
}

/** What the path has in braces is taken from the body; the rest of it stays. */
function addressOf(path: string, body: Body): { readonly url: string; readonly fields: Body } {
  const taken = new Set<string>();
  const url = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    taken.add(name);
    return partOf(name, body[name]);
  });
  return { url, fields: Object.fromEntries(Object.entries(body).filter(([name]) => !taken.has(name))) };
}

/** An id, or one with a version. Nothing else gets into an address: `..` would lead to another route. */
const PART = /^[a-z0-9-]{1,64}(@\d{1,9})?$/;

function partOf(name: string, value: unknown): string {
  if (typeof value === 'string' && PART.test(value)) return encodeURIComponent(value);
  throw malformed(`The body names no ${name}.`, [{ field: `body.${name}`, reason: `must be the id of a ${name}` }]);
}

/** As HTTP has it in the address, where everything is text. */
function queryOf(fields: Body): Record<string, string> {
  const entries = Object.entries(fields).map(([name, value]): [string, string] => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [name, `${value}`];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number'))
      return [name, value.join(',')];
    throw malformed(`The field ${JSON.stringify(name)} is malformed.`, [
      { field: `body.${name}`, reason: 'must be a text, a number, true, false, or a list of these' },
    ]);
  });
  return Object.fromEntries(entries);
}

type Headers = Record<string, string>;

/** Nothing else is passed on: no cookie, and nothing that a proxy would say. Codes of residents are no matter of services. */
function headersFor({ headers }: ServiceRequest): Headers {
  const { authorization, 'idempotency-key': key, 'if-match': match, traceparent } = headers;
  return {
    'content-type': 'application/json',
    ...(authorization !== undefined && /^bearer /i.test(authorization) ? { authorization } : {}),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(traceparent === undefined ? {} : { traceparent }),
    // The number of an event, or the ETag that HTTP makes of it.
    ...(match === undefined ? {} : { 'if-match': /^\d+$/.test(match) ? `"${match}"` : match }),
  };
}

/**
 * All services come from one address, and one of them with a wrong key must not slow the others down: each credential is
 * braked by itself. Keys are too long to be guessed, so nothing is lost by that.
 */
const addressFor = ({ authorization = '' }: Headers): string => `nats-${digest(authorization, 12)}`;

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(ms, undefined, { signal: over.signal }).then(() => {
    throw new DoorstepError('NO_ANSWER', 'It was not answered in time, and may still be carried out.');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

const TOLD = ['content-type', 'etag', 'retry-after', 'x-request-id'] as const;

function told({ statusCode, headers, body }: Injected, most: number): ServiceAnswer {
  if (Buffer.byteLength(body) > most)
    throw new DoorstepError('BODY_TOO_LARGE', `The answer has more than ${most} bytes; ask for less with \`limit\`.`);
  const kept = TOLD.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const]));
  return { headers: { status: String(statusCode), ...Object.fromEntries(kept) }, body };
}

/** What went wrong before or behind the route. An app that is closing rejects: another gateway answers the next attempt. */
function problemAnswer(error: unknown): ServiceAnswer {
  const known =
    error instanceof DoorstepError
      ? error
      : new DoorstepError('SERVER_AWAY', 'This gateway is being stopped.', { cause: error });
  const status = statusOf(known.code);
  const requestId = randomUUID();
  return {
    headers: {
      status: String(status),
      'content-type': PROBLEM_TYPE,
      'x-request-id': requestId,
      ...(passes(status) ? { 'retry-after': String(RETRY_AFTER_S) } : {}),
    },
    body: JSON.stringify(problemOf(known, status, requestId)),
  };
}
