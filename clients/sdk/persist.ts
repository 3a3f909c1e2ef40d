/** Keeps at a call that may be repeated until it is answered or its time is over. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant, Span } from '../../domain';
import type { DoorstepError } from '../../contracts/errors';

export interface Persistence {
  /** How long all attempts together may take. */
  readonly budgetMs: Span;
  /** What to throw at once; null for trouble that may pass. */
  readonly verdict: (error: unknown) => DoorstepError | null;
  readonly tooLate: (lastError: unknown) => DoorstepError;
  /** How long whoever refused for the moment asks callers to stay away. */
  readonly atLeastMs?: (error: unknown) => Span;
  /** Gives up with the signal's reason; an attempt that is under way has to look at it by itself. */
  readonly signal?: AbortSignal | undefined;
}

/** @param attempt gets the instant at which it has to be over */
export async function persist<T>(
  { budgetMs, verdict, tooLate, atLeastMs = () => 0, signal }: Persistence,
  attempt: (deadlineMs: Instant) => Promise<T>,
): Promise<T> {
  const deadlineMs = Date.now() + budgetMs;
  for (let count = 0; ; count += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt(deadlineMs);
    } catch (error) {
      signal?.throwIfAborted();
      const final = verdict(error);
      if (final !== null) throw final;
      const waitMs = Math.max(backoffMs(count), atLeastMs(error) * spread());
      if (Date.now() + waitMs >= deadlineMs) throw tooLate(error);
      await pause(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    }
  }
}

/** 25 ms doubled up to 2 s, spread by half so that callers who failed together do not return together. */
export const backoffMs = (count: number): Span =>
  Math.min(2_000, 25 * 2 ** Math.min(count, 16)) * (0.75 + Math.random() / 2);

/** Never sooner than was asked for. */
const spread = (): number => 1 + Math.random() / 4;

export const seconds = (spanMs: Span): string => `${Math.round(spanMs / 100) / 10} s`;

/** What a first part has left of a budget; never nothing, so that what was begun has a chance. */
export const left = (budgetMs: Span, beganMs: Instant): Span =>
  Math.max(Math.min(budgetMs, 1_000), budgetMs - (Date.now() - beganMs));
