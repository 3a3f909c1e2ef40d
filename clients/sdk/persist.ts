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
}

/** @param attempt gets the instant at which it has to be over */
export async function persist<T>(
  { budgetMs, verdict, tooLate }: Persistence,
  attempt: (deadlineMs: Instant) => Promise<T>,
): Promise<T> {
  const deadlineMs = Date.now() + budgetMs;
  for (let count = 0; ; count += 1) {
    try {
      return await attempt(deadlineMs);
    } catch (error) {
      const final = verdict(error);
      if (final !== null) throw final;
      const waitMs = backoffMs(count);
      if (Date.now() + waitMs >= deadlineMs) throw tooLate(error);
      await pause(waitMs);
    }
  }
}

/** 25 ms doubled up to 2 s, spread by half so that callers who failed together do not return together. */
const backoffMs = (count: number): Span => Math.min(2_000, 25 * 2 ** count) * (0.75 + Math.random() / 2);

export const seconds = (spanMs: Span): string => `${Math.round(spanMs / 100) / 10} s`;

/** What a first part has left of a budget; never nothing, so that what was begun has a chance. */
export const left = (budgetMs: Span, beganMs: Instant): Span =>
  Math.max(Math.min(budgetMs, 1_000), budgetMs - (Date.now() - beganMs));
