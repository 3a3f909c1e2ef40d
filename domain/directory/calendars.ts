/** Which calendar holds where: that of the unit, else of the nearest unit around it, else of the community. */
import { LONGEST_YEARS, yearsOf, type Calendar } from '../calendar/calendar';
import type { OpenDocument } from '../procedure/documents/document';
import { unknown } from '../procedure/documents/nearest';
import type { FieldPath, Problem } from '../procedure/documents/problems';
import { formatTerm, resolveTerm } from '../procedure/documents/term';
import { countsWorkingTime, procedureName, termsOf, type Procedure } from '../procedure/procedure';
import type { Checked } from './checked';
import type { Community, Unit } from './community';
import type { HasDirectory } from './directory';

export interface HasCalendars extends HasDirectory {
  readonly community: Community;
  /** The newest version of each, by id. */
  readonly calendars: ReadonlyMap<string, Calendar>;
}

type CheckedCalendars = Checked & HasCalendars;

/** Undefined where none is named; loading refuses that as soon as a procedure counts working time. */
export function calendarAt({ directory, community, calendars }: HasCalendars, unit: Unit): Calendar | undefined {
  const around = [unit, ...(directory.above.get(unit.id) ?? [])];
  const id = around.find(({ calendar }) => calendar !== undefined)?.calendar ?? community.calendar;
  return id === undefined ? undefined : calendars.get(id);
}

/** Calendars that the community names and nobody wrote, and the one that is missing. */
export function checkCalendars(
  { community, document, calendars }: CheckedCalendars,
  procedures: ReadonlyMap<string, Procedure>,
): readonly Problem[] {
  const working = [...procedures.values()].find(countsWorkingTime);
  const missing =
    working === undefined || community.calendar !== undefined
      ? []
      : [document.problem(['calendar'], `is required: ${procedureName(working)} counts working time`)];
  return [
    ...missing,
    ...named(community).flatMap(([path, id]) =>
      calendars.has(id) ? [] : [document.problem(path, unknown('calendar', id, calendars.keys()))],
    ),
  ];
}

/** Working terms that would take years by a calendar of the place: `260wd` where two hours a week are worked. */
export function checkTerms(
  { community, calendars }: CheckedCalendars,
  procedure: Procedure,
  document: OpenDocument,
): readonly Problem[] {
  const used = [...new Set(named(community).map(([, id]) => id))].flatMap((id) => calendars.get(id) ?? []);
  return termsOf(procedure).flatMap(([path, term]) => {
    if (term.time === 'natural') return [];
    return used.flatMap((calendar) => {
      const years = yearsOf(calendar, resolveTerm(term, calendar.usualDayMs).ms);
      if (years <= LONGEST_YEARS) return [];
      const reason = `${formatTerm(term)} takes about ${Math.round(years)} years by the hours of ${calendar.time.name}`;
      return [document.problem(path, `${reason}; at most ${LONGEST_YEARS} are possible`)];
    });
  });
}

const named = (community: Community): readonly (readonly [FieldPath, string])[] => [
  ...(community.calendar === undefined ? [] : [[['calendar'], community.calendar] as const]),
  ...community.units.flatMap(({ calendar }, index) =>
    calendar === undefined ? [] : [[['units', index, 'calendar'], calendar] as const],
  ),
];
