/** Requests of another Open311 server, in windows of at most 90 days, the oldest first, and never faster than is polite. */
import { convert } from 'xmlbuilder2';
import { DoorstepError } from '../../contracts/errors';
import type { Instant, Span } from '../../domain';
import type { SourceRow } from './rows';

export interface Open311Source {
  /** Of the endpoint, such as https://city.example.org/open311/v2 */
  readonly url: string;
  readonly jurisdiction?: string;
  readonly key?: string;
  readonly fromMs: Instant;
  readonly toMs: Instant;
  /** The most that the server gives at once: a window that gives so many is asked for in halves. */
  readonly most: number;
  /** Between two requests. */
  readonly pauseMs: Span;
  readonly signal?: AbortSignal;
}

const DAY_MS = 86_400_000;
const WINDOW_MS = 90 * DAY_MS;
const SECOND_MS = 1_000;
const ANSWER_MS = 60_000;
const TRIES = 6;
const LONGEST_WAIT_MS = 60_000;

/** The columns are the fields of GeoReport v2. Throws IMPORT_SOURCE_AWAY naming the date from which to go on. */
export async function* open311Rows(source: Open311Source): AsyncGenerator<SourceRow> {
  const seen = new Set<string>();
  let line = 0;
  const windows: [Instant, Instant][] = [];
  for (let toMs = source.toMs; toMs > source.fromMs; toMs -= WINDOW_MS)
    windows.push([Math.max(source.fromMs, toMs - WINDOW_MS), toMs]);
  for (let window = windows.pop(); window !== undefined; window = windows.pop()) {
    const [fromMs, toMs] = window;
    const requests = await requestsIn(source, fromMs, toMs);
    if (requests.length >= source.most && toMs - fromMs > 2 * SECOND_MS) {
      const middleMs = fromMs + Math.floor((toMs - fromMs) / 2 / SECOND_MS) * SECOND_MS;
      windows.push([middleMs, toMs], [fromMs, middleMs]);
      continue;
    }
    for (const fields of requests) {
      // Both ends of a window belong to it.
      const id = fields['service_request_id'] ?? '';
      if (id !== '' && seen.has(id)) continue;
      seen.add(id);
      yield { line: (line += 1), fields };
    }
  }
}

type Fields = Readonly<Record<string, string>>;

async function requestsIn(source: Open311Source, fromMs: Instant, toMs: Instant): Promise<readonly Fields[]> {
  const parameters = new URLSearchParams({
    start_date: date(fromMs),
    end_date: date(toMs),
    ...(source.jurisdiction === undefined ? {} : { jurisdiction_id: source.jurisdiction }),
    ...(source.key === undefined ? {} : { api_key: source.key }),
  });
  const base = source.url.replace(/\/+$/, '');
  // What is optional is asked for first, since it says what a number is; XML is what every server has.
  const json = await get(source, `${base}/requests.json?${parameters.toString()}`, fromMs);
  if (json !== null) return fromJson(json, fromMs);
  const xml = await get(source, `${base}/requests.xml?${parameters.toString()}`, fromMs);
  if (xml === null) throw away(fromMs, 'it has requests neither in JSON nor in XML');
  return fromXml(xml);
}

const date = (atMs: Instant): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

/** Null for what the server does not have in this form. */
async function get(source: Open311Source, url: string, fromMs: Instant): Promise<string | null> {
  let why = '';
  for (let turn = 0; turn < TRIES; turn += 1) {
    source.signal?.throwIfAborted();
    await pause(
      turn === 0 ? source.pauseMs : Math.min(LONGEST_WAIT_MS, source.pauseMs + SECOND_MS * 2 ** turn),
      source,
    );
    try {
      const response = await fetch(url, { signal: bounded(source), redirect: 'follow' });
      if (response.ok) return await response.text();
      if (response.status === 404 || response.status === 406) return null;
      why = `it answers with ${response.status}`;
      if (response.status < 500 && response.status !== 429) throw away(fromMs, why);
      const waitS = Number(response.headers.get('retry-after') ?? '0');
      if (waitS > 0) await pause(Math.min(LONGEST_WAIT_MS, waitS * SECOND_MS), source);
    } catch (error) {
      source.signal?.throwIfAborted();
      if (error instanceof DoorstepError) throw error;
      why = `it does not answer (${(error as Error).name})`;
    }
  }
  throw away(fromMs, why);
}

const bounded = ({ signal }: Open311Source): AbortSignal =>
  AbortSignal.any([AbortSignal.timeout(ANSWER_MS), ...(signal === undefined ? [] : [signal])]);

function pause(ms: Span, { signal }: Open311Source): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    signal?.addEventListener('abort', end);
  });
}

const away = (fromMs: Instant, why: string): DoorstepError =>
  new DoorstepError('IMPORT_SOURCE_AWAY', `The other system can't be read from ${date(fromMs)} on: ${why}.`, {
    details: { from: date(fromMs) },
  });

function fromJson(text: string, fromMs: Instant): readonly Fields[] {
  try {
    const found: unknown = JSON.parse(text);
    if (Array.isArray(found)) return found.map((one) => fieldsOf(one as object));
  } catch {
    // Told below.
  }
  throw away(fromMs, 'its JSON is no list of requests');
}

function fromXml(text: string): readonly Fields[] {
  const root = (convert(text, { format: 'object' }) as Record<string, unknown>)['service_requests'];
  const requests = typeof root === 'object' && root !== null ? (root as Record<string, unknown>)['request'] : undefined;
  const all = requests === undefined ? [] : Array.isArray(requests) ? requests : [requests];
  return all.map((one) => fieldsOf(one as object, unescaped));
}

const fieldsOf = (given: object, say: (text: string) => string = (text) => text): Fields =>
  Object.fromEntries(
    Object.entries(given).map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'string' ? say(value) : typeof value === 'number' ? String(value) : '',
    ]),
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The reader leaves entities as they stand. */
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
