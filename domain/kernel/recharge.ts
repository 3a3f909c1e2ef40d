/**
 * A clock under other rules. What has passed has passed: what is left by the old rules, with the difference of the terms,
 * is left by the new ones. Nobody loses a pause or an extension; nobody is late for what was asked of them only now; and
 * whoever goes there and back has the deadline that they had.
 */
import { termOf, withWarnings, type Change, type Charge, type Clock, type PausedClock } from './clock';
import type { Instant, Span } from './ids';
import type { IssueRules, Warning } from './rules';
import { after, between, type Term, type TimeKind } from './term';

export interface RuleChange {
  /** The rules by which the clock ran. */
  readonly before: IssueRules;
  readonly rules: IssueRules;
  readonly why: Change;
  readonly nowMs: Instant;
  /** Nobody could move since then (quarantine): what was left at that instant is left now. */
  readonly stoodStillAtMs?: Instant;
}

/** What the new rules say of a clock. */
export interface NewTerm {
  readonly term: Term;
  /** How often it is called out again once it is over; its term when left out. */
  readonly every?: Term;
  readonly warnings?: readonly Warning[];
}

/** The clock itself where the new rules change nothing about it. A clock whose term is over by the new rules too goes on calling. */
export function rechargeClock(change: RuleChange, clock: Clock, to: NewTerm): Clock {
  const measuredAtMs = change.stoodStillAtMs ?? change.nowMs;
  const moved = recharged(change, clock, to, measuredAtMs, change.nowMs);
  if (moved.round > 0) return moved;
  const warned = withWarnings(change.rules, without(moved), to.warnings ?? [], change.nowMs);
  return moved === clock && sameInstants(warned.warnAtMs, clock.warnAtMs) ? clock : warned;
}

/** It goes on standing still, with what is left of it by the new rules; its charge says what the deadline would have been without the pause. */
export function rechargePaused(change: RuleChange, paused: PausedClock, to: NewTerm): PausedClock {
  const { pausedAtMs } = paused;
  const clock = recharged(change, paused.clock, to, pausedAtMs, pausedAtMs);
  if (clock === paused.clock) return paused;
  const leftMs = Math.max(1, between(change.rules, clock.time, pausedAtMs, clock.dueAtMs));
  return { clock: without(clock), pausedAtMs, leftMs };
}

/**
 * @param measuredAtMs where what is left is measured by the old rules
 * @param fromMs from where that is counted by the new ones
 */
function recharged(
  { before, rules, why, nowMs }: RuleChange,
  clock: Clock,
  { term, every = term }: NewTerm,
  measuredAtMs: Instant,
  fromMs: Instant,
): Clock {
  const deadlineMs = deadlineOf(clock);
  const isSameKind = clock.time === term.time;
  const isSameTerm = isSameKind && term.ms === termOf(clock);
  const old = measurableBy(before, rules, clock.time);
  const owedMs = isSameKind
    ? signed(old, clock.time, measuredAtMs, deadlineMs) - graceOf(clock) + term.ms - termOf(clock)
    : signed(rules, term.time, measuredAtMs, anew(rules, clock, term));
  const charged = (dueAtMs: Instant, graceMs: Span): readonly Charge[] => [
    ...clock.charges,
    { why, atMs: nowMs, ms: dueAtMs - deadlineMs, dueAtMs, termMs: term.ms, ...(graceMs === 0 ? {} : { graceMs }) },
  ];
  if (owedMs > 0) {
    const dueAtMs = after(rules, fromMs, { ms: owedMs, time: term.time });
    if (isSameTerm && clock.round === 0 && dueAtMs === deadlineMs) return clock;
    // By the new rules its time is not over any more: what was called out is taken back.
    return { ...without(clock), dueAtMs, round: 0, time: term.time, charges: charged(dueAtMs, 0) };
  }
  if (clock.round > 0) {
    const callAtMs = clock.dueAtMs + fromMs - measuredAtMs;
    const ms = Math.min(Math.max(1, between(rules, every.time, fromMs, callAtMs)), every.ms);
    const called: Clock = { ...clock, dueAtMs: after(rules, fromMs, { ...every, ms }) };
    if (isSameTerm) return called.dueAtMs === clock.dueAtMs ? clock : called;
    const graceMs = signed(rules, term.time, fromMs, deadlineMs) - owedMs;
    return { ...called, time: term.time, charges: charged(deadlineMs, graceMs) };
  }
  // It would be over, and nobody was told: it begins anew, unless the old deadline comes first.
  const oldLeftMs = between(isSameKind ? old : rules, term.time, measuredAtMs, deadlineMs);
  const leftMs = Math.min(Math.max(1, oldLeftMs), term.ms);
  const dueAtMs = after(rules, fromMs, { ms: leftMs, time: term.time });
  return { ...without(clock), dueAtMs, time: term.time, charges: charged(dueAtMs, leftMs - owedMs) };
}

/** Of a clock that is called out again the deadline that has passed, not the next call. */
const deadlineOf = ({ charges, dueAtMs }: Clock): Instant => charges.at(-1)?.dueAtMs ?? dueAtMs;

/** Only the latest change counts: it took back what those before it gave. */
const graceOf = ({ charges }: Clock): Span => charges.findLast(({ termMs }) => termMs !== undefined)?.graceMs ?? 0;

/** How much of that time lies between two instants; negative when the second is earlier. */
const signed = (rules: IssueRules, time: TimeKind, fromMs: Instant, toMs: Instant): Span =>
  toMs >= fromMs ? between(rules, time, fromMs, toMs) : -between(rules, time, toMs, fromMs);

/** Spans of different kinds have no difference: the new term from where the clock began, moved by what was granted since. */
function anew(rules: IssueRules, clock: Clock, term: Term): Instant {
  const grantedMs = clock.charges.reduce((ms, { why, dueAtMs }, index) => {
    const previous = clock.charges[index - 1];
    return previous === undefined || !GRANTS.has(why) ? ms : ms + dueAtMs - previous.dueAtMs;
  }, 0);
  const foundAtMs = after(rules, clock.sinceMs, term) + grantedMs;
  // What was granted in another kind of time may end in the night; it ends when work begins.
  return grantedMs === 0 || term.time === 'natural'
    ? foundAtMs
    : after(rules, foundAtMs - 1, { ms: 1, time: 'working' });
}
const GRANTS: ReadonlySet<Charge['why']> = new Set<Charge['why']>(['extension', 'suspension', 'dispatch', 'waiting']);

/** Rules that count working time and pin no calendar (a reason for quarantine) can't measure; then the new ones do. */
const measurableBy = (before: IssueRules, rules: IssueRules, time: TimeKind): IssueRules =>
  time === 'working' && before.workingTime === undefined ? rules : before;

/** What it warns of is worked out anew. */
function without({ warnAtMs: _stale, ...clock }: Clock): Clock {
  return clock;
}

const sameInstants = (a: readonly Instant[] = [], b: readonly Instant[] = []): boolean =>
  a.length === b.length && a.every((atMs, index) => atMs === b[index]);
