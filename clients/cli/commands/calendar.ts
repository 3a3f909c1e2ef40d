/** The working calendars of the place: which there are, what a month looks like, and when a term falls due. */
import { after, type Instant, type Term } from '../../../domain';
import { calendarDay, type Calendar, type CalendarDay } from '../../../domain/calendar/calendar';
import { daysFrom, formatDay } from '../../../domain/calendar/day';
import { formatHours } from '../../../domain/calendar/hours';
import { WEEKDAYS } from '../../../domain/calendar/schema';
import { dayOf, isProvisional, workingBetween } from '../../../domain/calendar/working-time';
import { notKnown } from '../../../domain/directory/not-known';
import type { Policies } from '../../../domain/procedure/policies';
import { policiesFolder, readPolicies } from '../../../policies/read';
import { instantArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { clockface } from '../show/time';
import { monthArgument, termArgument } from './calendar-arguments';
import { calendarWords } from './calendar-words';

export async function calendarList(session: Session): Promise<void> {
  const { calendars, community } = policiesOf(session);
  const words = calendarWords[session.lang];
  const rows = [...calendars.values()].map((calendar) => ({
    calendar: calendar.time.name,
    name: calendar.name,
    zone: calendar.zone,
    knownThrough: formatDay(calendar.time.knownThroughDay),
    usualDayMs: calendar.usualDayMs,
    weekMs: calendar.weekMs,
    holds: [
      ...(community.calendar === calendar.id ? [community.id] : []),
      ...community.units.filter((unit) => unit.calendar === calendar.id).map(({ id }) => id),
    ],
    notice: calendar.notice,
    file: calendar.source,
  }));
  session.answer({ calendars: rows }, () => {
    if (rows.length === 0) return words.none;
    const clock = clockface(session.words, Date.now());
    const { calendar, name, zone, knownThrough, usualDay, week, holds } = words.column;
    return table(
      [calendar, name, zone, knownThrough, usualDay, week, holds],
      rows.map((row) => [
        row.calendar,
        row.name[session.lang],
        row.zone,
        row.knownThrough,
        clock.span(row.usualDayMs),
        words.hours(row.weekMs),
        row.holds.join(', '),
      ]),
    );
  });
}

/** The month that `--month` names, else the present one. Throws CALENDAR_UNKNOWN or ARGUMENT_INVALID. */
export async function calendarShow(session: Session, id: string, options: { readonly month?: string }): Promise<void> {
  const calendar = calendarOf(session, id);
  const month = options.month ?? formatDay(dayOf(calendar.time, Date.now())).slice(0, 7);
  const days = daysFrom(...monthArgument('--month', month)).map((day) => calendarDay(calendar, day));
  const words = calendarWords[session.lang];
  const value = {
    ...headOf(calendar),
    knownThrough: formatDay(calendar.time.knownThroughDay),
    notice: calendar.notice,
    month,
    days: days.map((day) => ({
      ...nameOf(day),
      hours: day.hours.map(formatHours),
      makeUp: day.makeUp,
      provisional: day.provisional,
    })),
  };
  session.answer(value, () => {
    const { day, weekday, hours, note } = words.column;
    const rows = days.map((one) => [
      formatDay(one.day),
      weekdayName(session, one),
      one.hours.map(formatHours).join('  '),
      noteOf(session, one),
    ]);
    const worked = days.filter((one) => one.hours.length > 0).length;
    return [
      words.title({
        calendar: calendar.time.name,
        name: calendar.name[session.lang],
        zone: calendar.zone,
        month,
        worked,
      }),
      table([day, weekday, hours, note], rows),
    ].join('\n');
  });
}

/**
 * When a term falls due that begins at `--from`, else now, and which days it skips.
 * Throws CALENDAR_UNKNOWN or ARGUMENT_INVALID.
 */
export async function calendarDue(
  session: Session,
  id: string,
  written: string,
  options: { readonly from?: string },
): Promise<void> {
  const calendar = calendarOf(session, id);
  const term = termArgument('term', written, calendar);
  const fromAtMs = options.from === undefined ? Date.now() : instantArgument('--from', options.from);
  const dueAtMs = after({ workingTime: calendar.time }, fromAtMs, term);
  const skipped = skippedDays(calendar, term, fromAtMs, dueAtMs);
  const provisional = term.time === 'working' && isProvisional(calendar.time, dueAtMs);
  const workedMs = workingBetween(calendar.time, fromAtMs, dueAtMs);
  const value = {
    ...headOf(calendar),
    term: written,
    fromAtMs,
    dueAtMs,
    provisional,
    workedMs,
    skipped: skipped.map(nameOf),
  };
  session.answer(value, () => {
    const words = calendarWords[session.lang];
    const clock = clockface(session.words, Date.now(), calendar.zone);
    return [
      words.due({ term: written, from: clock.local(fromAtMs), due: clock.instant(dueAtMs), zone: calendar.zone }),
      words.worked({ hours: words.hours(workedMs), calendar: calendar.time.name }),
      ...(skipped.length === 0 ? [] : [words.skipped(skipped.length)]),
      ...skipped.map((day) => `  ${formatDay(day.day)} ${weekdayName(session, day)} ${noteOf(session, day)}`.trimEnd()),
      ...(provisional ? [words.provisional(formatDay(calendar.time.knownThroughDay))] : []),
    ].join('\n');
  });
}

/** Days without working hours between the two instants; natural time skips none. */
function skippedDays(calendar: Calendar, term: Term, fromMs: Instant, dueMs: Instant): readonly CalendarDay[] {
  if (term.time === 'natural') return [];
  return daysFrom(dayOf(calendar.time, fromMs), dayOf(calendar.time, dueMs))
    .map((day) => calendarDay(calendar, day))
    .filter(({ hours }) => hours.length === 0);
}

const headOf = ({ time, name, zone }: Calendar) => ({ calendar: time.name, name, zone });
const nameOf = ({ day, weekday, holiday }: CalendarDay) => ({
  day: formatDay(day),
  weekday: WEEKDAYS[weekday],
  holiday: holiday?.name ?? null,
});

function noteOf(session: Session, { holiday, makeUp, provisional }: CalendarDay): string {
  const words = calendarWords[session.lang];
  return [
    ...(holiday === undefined ? [] : [holiday.name[session.lang]]),
    ...(makeUp ? [words.makeUp] : []),
    ...(provisional ? [words.notPublished] : []),
  ].join(', ');
}

const weekdayName = ({ lang }: Session, { weekday }: CalendarDay): string =>
  calendarWords[lang].weekdays[weekday] ?? '';

/** Throws what readPolicies throws when they can't be read. */
const policiesOf = (session: Session): Policies => session.policies() ?? readPolicies(policiesFolder(session.io.env));

function calendarOf(session: Session, id: string): Calendar {
  const { calendars } = policiesOf(session);
  const found = calendars.get(id);
  if (found === undefined) throw notKnown('CALENDAR_UNKNOWN', 'calendar', id, [...calendars.keys()]);
  return found;
}
