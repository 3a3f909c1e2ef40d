/** A history before it is played: plain JSON, so that it can be kept, shrunk and played again. */
import type { Command, Instant, IssueRules, Report, Span } from '../domain';

export interface CommandStep {
  readonly do: 'command';
  /** Time that passes before this step. */
  readonly afterMs: Span;
  readonly command: Command;
  readonly id: string;
  /** How long it waited for its turn, because nobody served. */
  readonly waitedMs?: Span;
}

/**
 * wake: the ladder decides what is due; when nothing is, it asks too early and has to be refused.
 * again: a second decider comes with the deadline that was decided last.
 */
export interface WakeStep {
  readonly do: 'wake' | 'again';
  readonly afterMs: Span;
}

export type HistoryStep = CommandStep | WakeStep;

export interface History {
  readonly startMs: Instant;
  readonly report: Report;
  readonly rules: IssueRules;
  readonly steps: readonly HistoryStep[];
}

export const isHistory = (value: unknown): value is History => {
  const { startMs, report, rules, steps } = (value ?? {}) as Partial<Record<keyof History, unknown>>;
  return Number.isSafeInteger(startMs) && isObject(report) && isObject(rules) && Array.isArray(steps);
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
