/** What the checker knows of the things that an issue may have. */
import type { Instant, IssueEvent, PersonId } from '../../domain';
import type { Running, Stopped } from './running';

/** The clocks that an issue has one of, by the names that the events give them. */
export const CLOCKS = ['verify', 'acknowledge', 'handle', 'renew', 'check', 'confirm', 'answer', 'total'] as const;
export type ClockName = (typeof CLOCKS)[number];

export type Event<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>;
export type Question = Event<'approval-requested'>;
/** The same question with another time to decide, and the reminders that go with it. */
export function askedAgain(
  { remindAtMs: _before, ...question }: Question,
  { remindAtMs, ...now }: { readonly dueAtMs: Instant; readonly remindAtMs: Question['remindAtMs'] | undefined },
): Question {
  return { ...question, ...now, ...(remindAtMs === undefined ? {} : { remindAtMs }) };
}
export type Vote = Event<'voted'>;

/** Until when it is suspended. */
export interface Pause {
  readonly untilMs: Instant;
  readonly clock: Stopped;
}

export interface Part {
  readonly party: string;
  readonly reportIn: Running | null;
  readonly handle: Running | null;
}

/** The issue with which it goes, and what stands still meanwhile. */
export interface Link {
  readonly lead: string;
  readonly stage: 'open' | 'handling';
  readonly acknowledge: Stopped | null;
  readonly handle: Stopped | null;
}

export interface Deputy {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly untilMs: Instant;
}

export const NO_PARTS: readonly Part[] = [];
export const NO_DEPUTIES: readonly Deputy[] = [];
export const NO_VOTES: readonly Vote[] = [];
export const NONE: ReadonlySet<never> = new Set();

/** Another set: whoever goes on otherwise keeps the one that was. */
export const withOne = <T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> => new Set(set).add(one);
