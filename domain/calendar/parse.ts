/** One calendar file: read, judged, checked and compiled. */
import { judge, openDocument, type OpenDocument, type Source } from '../procedure/documents/document';
import { refuse, type Problem } from '../procedure/documents/problems';
import type { Calendar } from './calendar';
import { checkCalendar } from './checks';
import { compileCalendar } from './compile';
import { calendarSchema } from './schema';

export type ReadCalendar = {
  readonly calendar?: Calendar;
  readonly document?: OpenDocument;
  readonly problems: readonly Problem[];
};

/** Never throws; the problems say what is wrong. */
export function readCalendar(source: Source): ReadCalendar {
  const { document, problems } = openDocument(source);
  if (document === undefined) return { problems };
  const judged = judge(document, calendarSchema);
  const all = [...judged.problems, ...checkCalendar(document)];
  if (judged.value === undefined || all.length > 0) return { document, problems: all };
  return { document, calendar: compileCalendar(judged.value, source.path), problems: [] };
}

/** Throws DoorstepError CALENDAR_INVALID with every problem in `details.problems`. */
export function parseCalendar(source: Source): Calendar {
  const { calendar, problems } = readCalendar(source);
  return calendar ?? refuse('CALENDAR_INVALID', source.path, problems);
}
