/** A history before it is played: plain JSON, so that it can be kept, shrunk and played again. */
import type { Command, FoundNotTold, Instant, IssueId, IssueRules, Report, Span, Staffing } from '../domain';
import type { Given } from '../domain/kernel/capability';
import type { LeadView } from '../domain/capabilities/linking/messages';

export interface CommandStep {
  readonly do: 'command';
  /** Time that passes before this step. */
  readonly afterMs: Span;
  readonly command: Command;
  readonly id: string;
  /** How long it waited for its turn, because nobody served. */
  readonly waitedMs?: Span;
  /** What was looked up for it: other rules, another issue, who is there. */
  readonly given?: Given;
}

/**
 * wake: the ladder decides what is due; when nothing is, it asks too early and has to be refused.
 * again: a second decider comes with the deadline that was decided last.
 */
export type WakeStep =
  | { readonly do: 'wake'; readonly afterMs: Span; readonly staffing?: Staffing }
  | { readonly do: 'again'; readonly afterMs: Span };

/**
 * What the engine does by itself. lead: the issue with which this one goes has moved · follower: another issue goes with this
 * one, or does no longer · hand-over: it looks who is there, and whoever has the issue may not be · quarantine: the rules can't
 * be followed · not-told: somebody could not be told that it is theirs.
 */
export type EngineStep =
  | { readonly do: 'lead'; readonly afterMs: Span; readonly lead: LeadView; readonly staffing?: Staffing }
  | { readonly do: 'follower'; readonly afterMs: Span; readonly follower: IssueId; readonly joins: boolean }
  | { readonly do: 'hand-over'; readonly afterMs: Span; readonly staffing: Staffing }
  | { readonly do: 'not-told'; readonly afterMs: Span; readonly found: FoundNotTold; readonly staffing?: Staffing }
  | { readonly do: 'quarantine'; readonly afterMs: Span };

export type HistoryStep = CommandStep | WakeStep | EngineStep;

/** Who was there when the step was decided; undefined where nobody looked. */
export const staffingOf = (step: HistoryStep): Staffing | undefined =>
  step.do === 'command' ? step.given?.staffing : 'staffing' in step ? step.staffing : undefined;

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
