/** A request that is answered twice: at once, and when something has come about. */
import type { NatsConnection } from './nats';

export interface TwoAnswers {
  readonly first: string;
  /** Undefined when it did not come in time. Never rejects. */
  readonly second: Promise<string | undefined>;
}

/**
 * Null when nobody serves this, when the server does not let this user ask, or when nobody answered in time; the request may
 * have been heard all the same.
 */
export async function askTwice(
  nats: NatsConnection,
  subject: string,
  body: string,
  { firstWithinMs, secondWithinMs }: { readonly firstWithinMs: number; readonly secondWithinMs: number },
): Promise<TwoAnswers | null> {
  try {
    const bounds = { strategy: 'count', maxMessages: 2, maxWait: secondWithinMs, noMux: true } as const;
    const answers = (await nats.requestMany(subject, body, bounds))[Symbol.asyncIterator]();
    const next = (): Promise<string | undefined> =>
      answers.next().then(({ done, value }) => (done === true ? undefined : value.string()));
    const first = await withinMs(next(), firstWithinMs);
    return first === undefined ? null : { first, second: next().catch(() => undefined) };
  } catch {
    return null;
  }
}

function withinMs<T>(wanted: Promise<T>, boundMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, boundMs, undefined);
  });
  wanted.catch(() => undefined);
  return Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}
