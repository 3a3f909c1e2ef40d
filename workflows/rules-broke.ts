/**
 * What the rules throw. They are pure: a procedure that passed loading may still be wrong for an issue (working time
 * without a calendar, a tier that is gone), and that must not stop its workflow for ever.
 */
import { DeterminismViolationError } from '@temporalio/workflow';
import { TemporalFailure } from '@temporalio/common';

/** Temporal's own failures, cancellations and doubts about a replay are not the rules'. */
export const isOfRules = (error: unknown): boolean =>
  !(error instanceof TemporalFailure || error instanceof DeterminismViolationError);

export type Followed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** @param work only what the rules do: nothing in it may wait */
export function follow<T>(work: () => T): Followed<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (!isOfRules(error)) throw error;
    return { ok: false, error };
  }
}
