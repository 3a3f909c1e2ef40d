/** One POST with every bound that a stranger's server calls for: of time, of size, of where it leads. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryReason } from '../../contracts/channels';
import { AddressRefused, type Guard } from './guarded-lookup';

export interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** False is content with the head of the answer, so that what a server says after it can't hold anybody up. */
  readonly needsText: boolean;
}

export type Posted =
  | { readonly status: number; readonly retryAfterMs: number | undefined; readonly text: string }
  | {
      readonly failure: Extract<
        DeliveryReason,
        'address-refused' | 'unreachable' | 'timed-out' | 'tls-failed' | 'answer-unfit'
      >;
    };

export interface Poster {
  post(request: Request): Promise<Posted>;
  close(): void;
}

const WITHIN_MS = 10_000;
const LARGEST_BYTES = 64 * 1024;

/**
 * Redirects are not followed: they are answers like any other.
 * @param guard undefined for an address that an operator has set, which may lead anywhere
 */
export function openPoster(guard: Guard | undefined, withinMs = WITHIN_MS): Poster {
  const options = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, timeout: 30_000 };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return {
    async post(request) {
      const url = new URL(request.url);
      try {
        guard?.checkHost(url.hostname);
        // What goes over the internet is encrypted.
        if (url.protocol === 'http:' && guard !== undefined && !guard.isAllowed(url.hostname))
          return { failure: 'address-refused' };
        const agent = agents[url.protocol as keyof typeof agents];
        const send = (): Promise<Posted> => exchange(url, request, guard?.lookup, agent, withinMs);
        return await send().catch((error: unknown) => {
          if (error instanceof StaleSocket) return send();
          throw error;
        });
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function exchange(
  url: URL,
  { headers, body, signal, needsText }: Request,
  lookup: LookupFunction | undefined,
  agent: http.Agent,
  withinMs: number,
): Promise<Posted> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const over = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const sending = request(url, {
      method: 'POST',
      agent,
      signal: over,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(lookup === undefined ? {} : { lookup }),
    });
    // Stays for the whole life of the request: what happens to the rest of an answer is nobody's concern any more.
    sending.on('error', (error: NodeJS.ErrnoException) =>
      reject(sending.reusedSocket && error.code === 'ECONNRESET' ? new StaleSocket() : error),
    );
    sending.on('response', (response) => {
      const head = { status: response.statusCode ?? 0, retryAfterMs: retryAfter(response.headers['retry-after']) };
      const chunks: Buffer[] = [];
      let size = 0;
      if (!needsText) resolve({ ...head, text: '' });
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= LARGEST_BYTES) chunks.push(chunk);
        else response.destroy(new AnswerTooLarge());
      });
      response.on('error', reject);
      response.on('end', () => resolve({ ...head, text: Buffer.concat(chunks).toString('utf8') }));
    });
    sending.end(body);
  });
}

class AnswerTooLarge extends Error {}
/** The other side had just closed the connection that was kept: no word about the letter, which goes on a fresh one. */
class StaleSocket extends Error {}

type Failure = Extract<Posted, { failure: unknown }>['failure'];

function failureOf(error: unknown): Failure {
  if (error instanceof AddressRefused) return 'address-refused';
  if (error instanceof AnswerTooLarge) return 'answer-unfit';
  const { code = '', name = '' } = error as { readonly code?: string; readonly name?: string };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT')
    return 'timed-out';
  if (/^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) return 'tls-failed';
  // Node's parser of HTTP.
  if (code.startsWith('HPE_')) return 'answer-unfit';
  return 'unreachable';
}

/** Seconds, or a date. Undefined for anything else. */
export function retryAfter(value: string | undefined, nowMs = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
