/** How long something may take, and by which time that is counted. */
import { addWorking, workingBetween } from '../calendar/working-time';
import type { Instant, Span } from './ids';
import type { IssueRules } from './rules';

/** natural: every second counts · working: only the working hours of the place, by the calendar that the issue pinned. */
export type TimeKind = 'natural' | 'working';

export interface Term {
  readonly ms: Span;
  readonly time: TimeKind;
}

export const natural = (ms: Span): Term => ({ ms, time: 'natural' });

type Calendar = Pick<IssueRules, 'workingTime'>;

/** The instant at which the term is over. */
export const after = (rules: Calendar, fromMs: Instant, { ms, time }: Term): Instant =>
  time === 'natural' ? fromMs + ms : addWorking(calendarOf(rules), fromMs, ms);

/** How much of that time lies between two instants; 0 when the second is not later. */
export const between = (rules: Calendar, time: TimeKind, fromMs: Instant, toMs: Instant): Span =>
  time === 'natural' ? Math.max(0, toMs - fromMs) : workingBetween(calendarOf(rules), fromMs, toMs);

function calendarOf({ workingTime }: Calendar) {
  // Opening pins a calendar wherever a term of the procedure counts by it.
  if (workingTime === undefined) throw new RangeError('The rules count working time and pin no calendar.');
  return workingTime;
}
