/** One calendar of the place: what people read in it, and the working time that issues pin. */
import type { Span } from '../kernel/ids';
import type { Text } from '../procedure/documents/words';
import { hoursOf, weekdayOf, type Hours, type WorkingTime } from './working-time';

/** Days are counted from 1970-01-01 (day.ts); both ends included. */
export interface Holiday {
  readonly fromDay: number;
  readonly toDay: number;
  readonly name: Text;
}

export interface Calendar {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** IANA name. */
  readonly zone: string;
  /** In the order of the days. */
  readonly holidays: readonly Holiday[];
  readonly workdays: readonly number[];
  /** What the holidays rest on. */
  readonly notice: string;
  readonly time: WorkingTime;
  /** How long one working day (`1wd`) is. */
  readonly usualDayMs: Span;
  /** How much is worked in a week without holidays; more than nothing. */
  readonly weekMs: Span;
  /** The file it was read from, for messages to people. */
  readonly source: string;
}

export interface CalendarDay {
  readonly day: number;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly hours: readonly Hours[];
  readonly holiday?: Holiday;
  readonly makeUp: boolean;
  /** The week alone says: holidays are not published that far. */
  readonly provisional: boolean;
}

export function calendarDay({ time, holidays, workdays }: Calendar, day: number): CalendarDay {
  const holiday = holidays.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
  return {
    day,
    weekday: weekdayOf(day),
    hours: hoursOf(time, day),
    ...(holiday === undefined ? {} : { holiday }),
    makeUp: workdays.includes(day),
    provisional: day > time.knownThroughDay,
  };
}

/** Changes of the clocks are known to a calendar for five years ahead (compile.ts); whoever asks for more means something else. */
export const LONGEST_YEARS = 5;
const WEEKS_A_YEAR = 52;

/** About how many years so much working time takes. */
export const yearsOf = ({ weekMs }: Calendar, workingMs: Span): number => workingMs / weekMs / WEEKS_A_YEAR;
