/** Clocks as the events announce them, running and standing still. */
import type { Clock, Instant, PausedClock, Span, Term } from '../../domain';

export interface Running {
  /** When it rings next. */
  readonly dueAtMs: Instant;
  /** The deadline itself; later calls do not move it. */
  readonly deadlineAtMs: Instant;
  readonly calls: number;
  readonly time: Term['time'];
  /** What is still to be warned of, the earliest first. */
  readonly warnAtMs: readonly Instant[];
  readonly charges: Clock['charges'];
}

export interface Stopped {
  readonly clock: Running;
  readonly atMs: Instant;
  /** As it was announced, in the clock's own time. */
  readonly leftMs: Span;
}

export const started = (clock: Clock): Running => ({
  dueAtMs: clock.dueAtMs,
  deadlineAtMs: clock.dueAtMs,
  calls: 0,
  time: clock.time,
  warnAtMs: clock.warnAtMs ?? NONE,
  charges: clock.charges,
});

/** A further charge moved it; by other rules it may go on being called out. */
export const moved = (before: Running, clock: Clock): Running => ({
  dueAtMs: clock.dueAtMs,
  deadlineAtMs: clock.round > 0 ? before.deadlineAtMs : clock.dueAtMs,
  calls: clock.round > 0 ? before.calls : 0,
  time: clock.time,
  warnAtMs: clock.warnAtMs ?? NONE,
  charges: clock.charges,
});

export const rung = (before: Running, nextAtMs: Instant): Running => ({
  dueAtMs: nextAtMs,
  deadlineAtMs: before.deadlineAtMs,
  calls: before.calls + 1,
  time: before.time,
  warnAtMs: before.warnAtMs,
  charges: before.charges,
});

export const stopped = (clock: Running, { leftMs }: PausedClock, atMs: Instant): Stopped => ({ clock, atMs, leftMs });

const NONE: readonly Instant[] = [];
