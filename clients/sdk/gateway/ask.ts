/**
 * Asks the gateway until it has answered, always under the same key, so that a lost answer is never a doubled issue: what
 * was carried out before is answered, and does not happen again.
 */
import { DoorstepError } from '../../../contracts/errors';
import type { Span } from '../../../domain';
import { persist, seconds } from '../persist';
import { within } from '../within';
import type { Answered, Asked, Carrier } from './carrier';
import { errorOf, PASSES } from './problem';

export interface Asking {
  readonly carrier: Carrier;
  /** Ends when the client is closed. */
  readonly closing: AbortSignal;
}

export interface Bounds {
  readonly budgetMs: Span;
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take; a third of the time, and 30 s at most, when left out. */
  readonly attemptMs?: Span;
}

/** The gateway waits 25 s for the engine, and says so; an answer that was lost without a word costs no more than a third of the time. */
const LONGEST_ATTEMPT_MS = 30_000;

/** An answer that says: not now. */
class NotNow extends Error {
  constructor(
    readonly known: DoorstepError,
    readonly retryAfterMs: Span,
  ) {
    super(known.message);
  }
}

/** The body of a good answer. Throws DoorstepError, and the signal's reason when the caller gave up. */
export function ask(
  { carrier, closing }: Asking,
  asked: Asked,
  { budgetMs, signal, attemptMs = Math.min(LONGEST_ATTEMPT_MS, budgetMs / 3) }: Bounds,
): Promise<unknown> {
  return persist(
    {
      budgetMs,
      signal,
      verdict: (error) => (closing.aborted ? closed() : error instanceof DoorstepError ? error : null),
      atLeastMs: (error) => (error instanceof NotNow ? error.retryAfterMs : 0),
      tooLate: (error) => tooLate(carrier, budgetMs, error),
    },
    async (deadlineMs) => {
      if (closing.aborted) throw closed();
      const leftMs = Math.max(1, Math.min(attemptMs, deadlineMs - Date.now()));
      const answered = await within(leftMs, [signal, closing], (over) => carrier.send(asked, over, leftMs));
      return bodyOf(answered, carrier.whom);
    },
  );
}

const closed = (): DoorstepError => new DoorstepError('CLIENT_CLOSED', 'This client was closed.');

function bodyOf(answered: Answered, whom: string): unknown {
  const { status, body, retryAfterMs = 0 } = answered;
  if (PASSES.has(status)) throw new NotNow(errorOf(answered, whom), retryAfterMs);
  if (status >= 400) throw errorOf(answered, whom);
  if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return body;
  throw new DoorstepError(
    'SERVER_UNFIT',
    `${whom} answers, but not as a gateway of Doorstep does (status ${status}${body === undefined ? ', no JSON' : ''}).`,
    { remedy: 'Check the address; redirects are not followed, for the key would go along.' },
  );
}

function tooLate(carrier: Carrier, budgetMs: Span, error: unknown): DoorstepError {
  const { whom } = carrier;
  if (error instanceof NotNow) return error.known;
  return carrier.isAway(error)
    ? new DoorstepError('SERVER_AWAY', `${whom} could not be reached within ${seconds(budgetMs)}.`, { cause: error })
    : new DoorstepError('NO_ANSWER', `${whom} took the call, but no answer came within ${seconds(budgetMs)}.`, {
        cause: error,
      });
}
