/** From a calendar document to the working time that issues pin. Outside workflows: here alone is time-zone data asked. */
import { Temporal } from 'temporal-polyfill';
import type { Calendar, Holiday } from './calendar';
import { daysFrom, yearOf } from './day';
import { lengthOf } from './hours';
import { WEEKDAYS, type CalendarDocument } from './schema';
import { weekdayOf, type Hours, type WorkingTime } from './working-time';

/** Years whose changes of the clocks are known to a calendar beyond that of `known-through`; a term is at most one year. */
const YEARS_AHEAD = 5;

/** The engine's form of a document that passed the schema and the checks. */
export function compileCalendar(document: CalendarDocument, source: string): Calendar {
  const { id, version, name, zone, workdays } = document;
  const holidays = document.holidays
    .map(({ from, to, ...holiday }): Holiday => ({ ...holiday, fromDay: from, toDay: to ?? from }))
    .sort((a, b) => a.fromDay - b.fromDay);
  const week = WEEKDAYS.map((day) => document.week[day] ?? []);
  const usual = document.usual ?? week.find((hours) => hours.length > 0) ?? [];
  const known = document['known-through'];
  const { firstDay, days } = exceptions(week, holidays, workdays, known);
  return {
    id,
    version,
    name,
    zone,
    holidays,
    workdays,
    notice: document.source,
    time: {
      name: `${id}@${version}`,
      offsets: offsetsOf(zone, yearOf(firstDay) - 1, yearOf(known) + YEARS_AHEAD),
      firstDay,
      days,
      knownThroughDay: known,
      week,
      usual,
    },
    usualDayMs: lengthOf(usual),
    weekMs: lengthOf(week.flat()),
    source,
  };
}

/** From the first day that is not as its week says to the last: every issue carries them. */
function exceptions(
  week: readonly (readonly Hours[])[],
  holidays: readonly Holiday[],
  workdays: readonly number[],
  known: number,
): Pick<WorkingTime, 'firstDay' | 'days'> {
  const off = new Set(holidays.flatMap(({ fromDay, toDay }) => daysFrom(fromDay, toDay)));
  const worked = new Set(workdays);
  const all = [...off, ...worked].sort((a, b) => a - b);
  const [firstDay = known, lastDay = firstDay - 1] = [all.at(0), all.at(-1)];
  const digit = (day: number): string =>
    worked.has(day) || (!off.has(day) && (week[weekdayOf(day)] ?? []).length > 0) ? '1' : '0';
  return { firstDay, days: daysFrom(firstDay, lastDay).map(digit).join('') };
}

/** The changes of the clocks from the first of these years to the last, both included. */
function offsetsOf(zone: string, firstYear: number, lastYear: number): WorkingTime['offsets'] {
  const at = (moment: Temporal.ZonedDateTime) => ({
    fromMs: moment.epochMilliseconds,
    // Offsets in use today are whole minutes; a rounded one is better than none.
    minutes: Math.round(moment.offsetNanoseconds / 60e9),
  });
  const start = Temporal.ZonedDateTime.from({ timeZone: zone, year: firstYear, month: 1, day: 1 });
  const offsets = [at(start)];
  let change = start.getTimeZoneTransition('next');
  while (change !== null && change.year <= lastYear) {
    offsets.push(at(change));
    change = change.getTimeZoneTransition('next');
  }
  return offsets;
}
