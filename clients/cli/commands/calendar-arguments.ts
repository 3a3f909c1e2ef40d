/** Arguments that only `doorstep calendar` has. Each throws ARGUMENT_INVALID naming the option. */
import { DoorstepError } from '../../../contracts/errors';
import type { Term } from '../../../domain';
import { LONGEST_YEARS, yearsOf, type Calendar } from '../../../domain/calendar/calendar';
import { parseDay } from '../../../domain/calendar/day';
import { resolveTerm, termSchema } from '../../../domain/procedure/documents/term';

const DAY_MS = 86_400_000;

const wrong = (option: string, reason: string): DoorstepError =>
  new DoorstepError('ARGUMENT_INVALID', `${option} ${reason}.`, { place: { field: option } });

/** `2026-10`: the first and the last day of the month. */
export function monthArgument(option: string, text: string): readonly [first: number, last: number] {
  const first = parseDay(`${text}-01`);
  if (first === undefined) throw wrong(option, `must be a month such as 2026-10, not "${text}"`);
  const [year = 0, month = 0] = text.split('-').map(Number);
  return [first, Date.UTC(year, month, 1) / DAY_MS - 1];
}

/** `5wd`, `1wd 4wh`, or natural time: `2d`. */
export function termArgument(option: string, text: string, calendar: Calendar): Term {
  const parsed = termSchema.safeParse(text);
  if (!parsed.success) throw wrong(option, parsed.error.issues.map(({ message }) => message).join(', '));
  const term = resolveTerm(parsed.data, calendar.usualDayMs);
  if (term.time === 'working' && yearsOf(calendar, term.ms) > LONGEST_YEARS)
    throw wrong(option, `takes more than ${LONGEST_YEARS} years by ${calendar.time.name}`);
  return term;
}
