/** A stream of the gateway that outlives its connections: it comes back with the id of the last message that was heard. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError } from '../../../contracts/errors';
import { errorOf, PASSES } from '../gateway/problem';
import { backoffMs } from '../persist';
import { passOn } from '../within';
import { EventStreamParser, type Message } from './event-stream';
import { request, retryAfterMs, type Gate } from './request';

/** The gateway says every fifteen seconds that a stream is alive. */
const SILENT_MS = 40_000;
const USUAL_RETRY_MS = 2_000;

export interface StreamOptions {
  readonly gate: Gate;
  readonly path: string;
  readonly signal: AbortSignal;
  /** Called when a connection stands, and when it has ended. */
  readonly onLink?: (isUp: boolean) => void;
  /** Whether a refusal is for good; every one is when left out. */
  readonly isFinal?: (error: DoorstepError) => boolean;
}

/** Ends with its signal. Throws DoorstepError when the gateway refuses the stream for good. */
export async function* stream(options: StreamOptions): AsyncGenerator<Message, void, undefined> {
  const { signal, onLink = () => undefined, isFinal = () => true } = options;
  const place = { lastId: '', retryMs: USUAL_RETRY_MS };
  for (let failures = 0; !signal.aborted; failures += 1) {
    let awayMs = 0;
    try {
      for await (const message of once(options, place)) {
        failures = 0;
        yield message;
      }
    } catch (error) {
      if (error instanceof Refused) awayMs = error.retryAfterMs;
      else if (error instanceof DoorstepError && isFinal(error)) throw error;
    } finally {
      onLink(false);
    }
    // What was cut for the first time is taken up again at once.
    const restMs = Math.max(failures === 0 ? backoffMs(2) : place.retryMs * (0.75 + Math.random() / 2), awayMs);
    await pause(restMs, undefined, { signal }).catch(() => undefined);
  }
}

class Refused extends Error {
  constructor(readonly retryAfterMs: number) {
    super('not now');
  }
}

/** One connection, until it ends. */
async function* once(
  { gate, path, signal, onLink }: StreamOptions,
  place: { lastId: string; retryMs: number },
): AsyncGenerator<Message, void, undefined> {
  const connection = new AbortController();
  const release = passOn([signal], connection);
  const silence = setTimeout(() => connection.abort(), SILENT_MS);
  try {
    const headers = {
      accept: 'text/event-stream',
      ...(place.lastId === '' ? {} : { 'last-event-id': place.lastId }),
    };
    const answer = await request(gate, path, { method: 'GET', headers, signal: connection.signal });
    if (answer.status !== 200 || answer.body === null) throw await refusalOf(answer, gate.url);
    onLink?.(true);
    const parser = new EventStreamParser();
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      silence.refresh();
      const { messages, retryMs = place.retryMs } = parser.feed(decoder.decode(chunk, { stream: true }));
      place.retryMs = retryMs;
      for (const message of messages) {
        place.lastId = message.id;
        yield message;
      }
      // A reader that takes its time with a message is not a silent gateway.
      silence.refresh();
    }
  } finally {
    clearTimeout(silence);
    release();
    connection.abort();
  }
}

async function refusalOf(answer: Response, whom: string): Promise<Error> {
  const text = await answer.text();
  const afterMs = retryAfterMs(answer.headers.get('retry-after'));
  if (PASSES.has(answer.status)) return new Refused(afterMs ?? 0);
  return errorOf({ status: answer.status, body: parsed(text) }, whom);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
