/** Who is there when: rotations, overrides, absences, deputies, and how a person wants to be told. */
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { LocalMs } from './zone-clock';

/** Half-open: from `fromMs` on, and no longer at `untilMs`. An end that is left out has no bound. */
export interface Period {
  readonly fromMs?: Instant;
  readonly untilMs?: Instant;
}

export const holdsAt = ({ fromMs, untilMs }: Period, atMs: Instant): boolean =>
  (fromMs === undefined || fromMs <= atMs) && (untilMs === undefined || atMs < untilMs);

/** Whether two periods share any instant. */
export const overlaps = (a: Period, b: Period): boolean =>
  (a.fromMs ?? -Infinity) < (b.untilMs ?? Infinity) && (b.fromMs ?? -Infinity) < (a.untilMs ?? Infinity);

export const CHANNELS = ['inbox', 'email', 'webhook', 'sms', 'phone', 'robot'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Monday first; in the engine a day of the week is its place in this list. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Hours of some days by the local clock, in minutes since midnight. They belong to the day on which they begin;
 * an end that is not later than the beginning is one of the next day.
 */
export interface ClockHours {
  /** 0 is Monday; every day when left out. */
  readonly days?: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Competence {
  readonly tag: string;
  readonly untilMs?: Instant;
}

/** When somebody named in a post holds it. */
export interface Term extends Period {
  readonly person: PersonId;
}

export const ABSENCES = ['leave', 'sick', 'training', 'other'] as const;

export interface Absence {
  readonly person: PersonId;
  readonly kind: (typeof ABSENCES)[number];
  readonly fromMs: Instant;
  /** Left out: nobody knows yet. */
  readonly untilMs?: Instant;
}

/** Who stands in for whom while that person is absent. */
export interface Deputyship extends Period {
  readonly person: PersonId;
  readonly deputy: PersonId;
}

export const EVERY = ['hours', 'days', 'weeks', 'months'] as const;

/** How often a layer hands over: hours are elapsed time, everything else goes by the local calendar. */
export interface Every {
  readonly unit: (typeof EVERY)[number];
  readonly count: number;
}

export interface Layer {
  /** In the order of their turns; the first begins at `start`. */
  readonly people: readonly PersonId[];
  readonly every: Every;
  /** The first hand-over, by the clock of the unit. */
  readonly start: LocalMs;
  readonly startMs: Instant;
  /** Only then; always when left out. */
  readonly hours?: readonly ClockHours[];
}

/** Who of a post has to act when. A later layer wins over an earlier one while it has somebody. */
export interface Rotation {
  readonly role: string;
  readonly unit: UnitId;
  /** IANA name: that of the unit. */
  readonly zone: string;
  readonly layers: readonly Layer[];
}

/** For a time somebody else is on duty: alone, or only in the place of `instead`. */
export interface Override {
  readonly role: string;
  readonly unit: UnitId;
  readonly person: PersonId;
  readonly fromMs: Instant;
  readonly untilMs: Instant;
  readonly instead?: PersonId;
}

/** What the community document says beside who holds which post; all empty where it says nothing. */
export interface Staffing {
  readonly absences: readonly Absence[];
  readonly deputies: readonly Deputyship[];
  readonly rotations: readonly Rotation[];
  readonly overrides: readonly Override[];
}
