/** The one place that calls fetch: who is asked, by what credential, and what its failures mean. */
import { DoorstepError } from '../../../contracts/errors';
import { authorization, type Credential } from '../gateway/credential';
import { OutOfTime, unlessAborted } from '../within';

export interface Gate {
  /** Without a slash at its end. */
  readonly url: string;
  readonly credential: Credential;
}

/** Throws DoorstepError ARGUMENT_INVALID; a password in the address is not repeated. */
export function gateUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPlain && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '');
  throw new DoorstepError(
    'ARGUMENT_INVALID',
    'The address of the gateway must be http:// or https:// with a host, and have no user, password, query or fragment.',
    { remedy: 'Give it as `npm start` prints it, for example http://127.0.0.1:8080.', place: { field: 'url' } },
  );
}

/** Connections are kept and used again, as fetch of Node does. Rejects with DoorstepError where another attempt would meet the same. */
export async function request(
  { url, credential }: Gate,
  path: string,
  { headers, ...init }: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
): Promise<Response> {
  const signed = { ...headers, authorization: await unlessAborted(init.signal, authorization(credential)) };
  try {
    // A redirect would carry the key to wherever it points.
    return await fetch(`${url}${path}`, { ...init, headers: signed, redirect: 'manual' });
  } catch (error) {
    const code = causeOf(error);
    if (!UNTRUSTED.test(code)) throw error;
    throw new DoorstepError('SERVER_UNFIT', `The certificate of ${url} is not trusted (${code}).`, {
      remedy: 'Check the address, or name the certificate of your authority in NODE_EXTRA_CA_CERTS.',
      cause: error,
    });
  }
}

const UNTRUSTED =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_SSL_WRONG_VERSION)/;
/** The connection did not come about: nothing was sent. */
const NOT_REACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

export const isNotReached = (error: unknown): boolean =>
  !(error instanceof OutOfTime) && NOT_REACHED.test(causeOf(error));

/** fetch wraps what the connection said, of several addresses in a list; its errors may be of another realm. */
function causeOf(error: unknown): string {
  for (let at = error as Fault | undefined; typeof at === 'object' && at !== null; at = at.errors?.[0] ?? at.cause)
    if (typeof at.code === 'string') return at.code;
  return '';
}

interface Fault {
  readonly code?: unknown;
  readonly cause?: Fault;
  readonly errors?: readonly Fault[];
}

/** Seconds, or a date. */
export function retryAfterMs(header: string | null, nowMs = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
