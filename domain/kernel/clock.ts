/** A running clock, and how its deadline came about: a sum of charges, none of which is ever worked out again. */
import type { Instant, Span } from './ids';
import type { IssueRules, Warning } from './rules';
import { after, between, type Term, type TimeKind } from './term';

export const CLOCKS = ['verify', 'acknowledge', 'handle', 'renew', 'check', 'confirm', 'answer', 'total'] as const;
/**
 * verify: until a report is looked at · acknowledge, handle: of the tier or party on duty · renew: until an acknowledgement
 * expires · check: until somebody was on the spot · confirm: until the resident has spoken · answer: to a supervising
 * tier · total: over all tiers.
 */
export type ClockName = (typeof CLOCKS)[number];

/** Time that a deadline was given, and why. */
export interface Charge {
  /**
   * term: the procedure's · extension: granted · suspension, dispatch, waiting: it stood still meanwhile (suspended, with a
   * party, with the resident or a checker) · calendar, procedure, priority: the rules changed under it.
   */
  readonly why: 'term' | Pause | 'extension' | Change;
  readonly atMs: Instant;
  /** In the clock's own time; of a pause how much natural time it stood still; of a change of rules the natural time between the two deadlines, negative when it came nearer. */
  readonly ms: Span;
  /** What the deadline was after it. */
  readonly dueAtMs: Instant;
  /** Changes of rules: the term from then on. */
  readonly termMs?: Span;
  /** Changes of rules: what was given, in the clock's own time, because the time would have been over already. The next change takes it back. */
  readonly graceMs?: Span;
}
/** Why a clock stood still. */
export type Pause = 'suspension' | 'dispatch' | 'waiting';
/** What changed the rules under a running clock. */
export type Change = 'calendar' | 'procedure' | 'priority';

/** `round` counts how often it was already called out without an end to the wait; `dueAtMs` is then the next call. */
export interface Clock {
  readonly sinceMs: Instant;
  readonly dueAtMs: Instant;
  readonly round: number;
  readonly time: TimeKind;
  readonly charges: readonly Charge[];
  /** Instants at which a warning is still to come, the earliest first; absent when there is none. */
  readonly warnAtMs?: readonly Instant[];
}

/** A clock that stands still: what was left of it, in its own time. */
export interface PausedClock {
  readonly clock: Clock;
  readonly pausedAtMs: Instant;
  readonly leftMs: Span;
}

export function startClock(
  rules: IssueRules,
  sinceMs: Instant,
  term: Term,
  warnings: readonly Warning[] = NO_WARNINGS,
): Clock {
  const dueAtMs = after(rules, sinceMs, term);
  const clock: Clock = {
    sinceMs,
    dueAtMs,
    round: 0,
    time: term.time,
    charges: [{ why: 'term', atMs: sinceMs, ms: term.ms, dueAtMs }],
  };
  return warnings.length === 0 ? clock : withWarnings(rules, clock, warnings, sinceMs);
}

/** More time, added to the present deadline and counted as the clock counts. */
export function extendClock(
  rules: IssueRules,
  clock: Clock,
  ms: Span,
  atMs: Instant,
  warnings: readonly Warning[] = NO_WARNINGS,
): Clock {
  const dueAtMs = after(rules, clock.dueAtMs, { ms, time: clock.time });
  return moveClock(rules, clock, { why: 'extension', atMs, ms, dueAtMs }, warnings);
}

export const pauseClock = (rules: IssueRules, clock: Clock, atMs: Instant): PausedClock => ({
  clock,
  pausedAtMs: atMs,
  leftMs: between(rules, clock.time, atMs, clock.dueAtMs),
});

/** Goes on with exactly what was left, and at least a millisecond. */
export function resumeClock(
  rules: IssueRules,
  { clock, pausedAtMs, leftMs }: PausedClock,
  atMs: Instant,
  why: Pause = 'suspension',
  warnings: readonly Warning[] = NO_WARNINGS,
): Clock {
  const dueAtMs = after(rules, atMs, { ms: Math.max(1, leftMs), time: clock.time });
  return moveClock(rules, clock, { why, atMs, ms: Math.max(0, atMs - pausedAtMs), dueAtMs }, warnings);
}

/** The clock with a further charge; what it still warns of is worked out anew from the deadline that it has now. */
function moveClock(rules: IssueRules, clock: Clock, charge: Charge, warnings: readonly Warning[]): Clock {
  const { warnAtMs: _stale, ...rest } = clock;
  const moved: Clock = { ...rest, dueAtMs: charge.dueAtMs, charges: [...clock.charges, charge] };
  return warnings.length === 0 ? moved : withWarnings(rules, moved, warnings, charge.atMs);
}

/** What comes of a warning: the clock goes on, and does not warn of that again. */
export function warnedClock({ warnAtMs = [], ...clock }: Clock, firedAtMs: Instant): Clock {
  const left = warnAtMs.filter((atMs) => atMs > firedAtMs);
  return left.length === 0 ? clock : warningClock(clock, left);
}

/** Written out: V8 gives an object that a spread and one more field make a hidden class of its own, every time. */
function warningClock({ sinceMs, dueAtMs, round, time, charges }: Clock, warnAtMs: readonly Instant[]): Clock {
  return { sinceMs, dueAtMs, round, time, charges, warnAtMs };
}

const NO_WARNINGS: readonly Warning[] = [];

/** The term that the clock has by now. */
export const termOf = ({ charges }: Clock): Span =>
  charges.reduce((ms, charge) => charge.termMs ?? (charge.why === 'term' ? charge.ms : ms), 0);

/** A warning is a rest of the time that was granted, so that a pause does not use it up. Those that have gone by are not made up for. */
export function withWarnings(rules: IssueRules, clock: Clock, warnings: readonly Warning[], nowMs: Instant): Clock {
  const grantedMs = clock.charges.reduce(
    (ms, charge) => (charge.why === 'extension' ? ms + charge.ms : ms),
    termOf(clock),
  );
  const warnAtMs = warningInstants(rules, { ms: grantedMs, time: clock.time }, warnings, nowMs, clock.dueAtMs);
  return warnAtMs.length === 0 ? clock : warningClock(clock, warnAtMs);
}

/**
 * When each of these warnings comes, the earliest first: none before `nowMs`, none at the end or after it.
 * @param granted the whole time, of which shares are shares
 */
export function warningInstants(
  rules: IssueRules,
  granted: Term,
  warnings: readonly Warning[],
  nowMs: Instant,
  dueAtMs: Instant,
): readonly Instant[] {
  const { ms: grantedMs, time } = granted;
  const leftMs = between(rules, time, nowMs, dueAtMs);
  const instants = warnings
    .map((warning) => Math.round(leftMs - ('share' in warning ? grantedMs * (1 - warning.share) : warning.beforeMs)))
    .filter((ms) => ms > 0 && ms < leftMs)
    .map((ms) => after(rules, nowMs, { ms, time }))
    .sort((a, b) => a - b);
  return [...new Set(instants)];
}
