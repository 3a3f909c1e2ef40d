/** A running clock, and how its deadline came about: a sum of charges, none of which is ever worked out again. */
import type { Instant, Span } from './ids';
import type { IssueRules } from './rules';
import { after, between, type Term, type TimeKind } from './term';

export const CLOCKS = ['acknowledge', 'handle', 'confirm'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** Time that a deadline was given, and why. */
export interface Charge {
  /** term: the procedure's · extension: granted · suspension: it stood still meanwhile. */
  readonly why: 'term' | 'extension' | 'suspension';
  readonly atMs: Instant;
  /** In the clock's own time; of a suspension how much natural time it stood still. */
  readonly ms: Span;
  /** What the deadline was after it. */
  readonly dueAtMs: Instant;
}

/** `round` counts how often it was already called out without an end to the wait; `dueAtMs` is then the next call. */
export interface Clock {
  readonly sinceMs: Instant;
  readonly dueAtMs: Instant;
  readonly round: number;
  readonly time: TimeKind;
  readonly charges: readonly Charge[];
}

/** A clock that stands still: what was left of it, in its own time. */
export interface PausedClock {
  readonly clock: Clock;
  readonly pausedAtMs: Instant;
  readonly leftMs: Span;
}

export function startClock(rules: IssueRules, sinceMs: Instant, term: Term): Clock {
  const dueAtMs = after(rules, sinceMs, term);
  return {
    sinceMs,
    dueAtMs,
    round: 0,
    time: term.time,
    charges: [{ why: 'term', atMs: sinceMs, ms: term.ms, dueAtMs }],
  };
}

/** More time, added to the present deadline and counted as the clock counts. */
export function extendClock(rules: IssueRules, clock: Clock, ms: Span, atMs: Instant): Clock {
  const dueAtMs = after(rules, clock.dueAtMs, { ms, time: clock.time });
  return { ...clock, dueAtMs, charges: [...clock.charges, { why: 'extension', atMs, ms, dueAtMs }] };
}

export const pauseClock = (rules: IssueRules, clock: Clock, atMs: Instant): PausedClock => ({
  clock,
  pausedAtMs: atMs,
  leftMs: between(rules, clock.time, atMs, clock.dueAtMs),
});

/** Goes on with exactly what was left, and at least a millisecond. */
export function resumeClock(rules: IssueRules, { clock, pausedAtMs, leftMs }: PausedClock, atMs: Instant): Clock {
  const dueAtMs = after(rules, atMs, { ms: Math.max(1, leftMs), time: clock.time });
  return {
    ...clock,
    dueAtMs,
    charges: [...clock.charges, { why: 'suspension', atMs, ms: Math.max(0, atMs - pausedAtMs), dueAtMs }],
  };
}
