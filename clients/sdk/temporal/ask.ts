/**
 * Asks the engine until it has answered. The transport's retries are Temporal's own; this is about calls that hang
 * and answers that were lost. Every attempt says the same thing under the same id.
 */
import { DoorstepError } from '../../../contracts/errors';
import type { Span } from '../../../domain';
import { persist, seconds } from '../persist';
import type { Engine } from './connection';
import { meaningOf } from './failures';

/** A connection that died without a word costs at most this. */
const ATTEMPT_MS = 15_000;

/** @param attempt is told whether the run was found ended before. Throws the signal's reason when it gave up. */
export async function ask<T>(
  engine: Engine,
  budgetMs: Span,
  attempt: (runEnded: boolean) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let runEnded = false;
  return persist(
    {
      budgetMs,
      signal,
      verdict: (error) => {
        const meaning = meaningOf(engine, error);
        runEnded ||= meaning.kind === 'ended';
        return meaning.kind === 'answer' ? meaning.error : null;
      },
      tooLate: (error) => noAnswer(engine, budgetMs, error),
    },
    (deadlineMs) => {
      const { workflow } = engine;
      const once = () => workflow.withDeadline(Math.min(deadlineMs, Date.now() + ATTEMPT_MS), () => attempt(runEnded));
      return signal === undefined ? once() : workflow.withAbortSignal(signal, once);
    },
  );
}

function noAnswer({ lostAtMs }: Engine, budgetMs: Span, cause: unknown): DoorstepError {
  return Date.now() - lostAtMs() < LATELY_MS
    ? new DoorstepError('SERVER_AWAY', `Temporal could not be reached within ${seconds(budgetMs)}.`, { cause })
    : new DoorstepError('NO_ANSWER', `Temporal took the call, but no answer came within ${seconds(budgetMs)}.`, {
        cause,
      });
}

/** The transport tries again every second at least; what failed longer ago has recovered since. */
const LATELY_MS = 5_000;
