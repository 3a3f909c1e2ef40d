/** What can be seen to be wrong with a question before it is asked, the same on each way. */
import type { Instant } from '../../../domain';
import { isId } from '../../../domain/kernel/ids';
import { checkedInstant, invalid } from '../reading/query';
import type { DutyQuery } from './duty';

const MOST_TAGS = 10;
const MOST_WEEKS = 26;
const USUAL_WEEKS = 4;

export interface CheckedDuty {
  readonly role: string;
  readonly unit: string;
  /** Each once and in order, as procedures have them. */
  readonly competence?: readonly string[];
}

/** Throws DoorstepError ARGUMENT_INVALID. */
export function checkedDuty({ role, unit, competence }: DutyQuery, atMs: Instant | undefined): CheckedDuty {
  if (atMs !== undefined) checkedInstant('atMs', atMs);
  const tags = competence === undefined ? [] : [competence].flat();
  if (tags.length > MOST_TAGS) throw invalid('competence', `competence must be ${MOST_TAGS} tags at most.`);
  for (const [field, text] of [['role', role], ['unit', unit], ...tags.map((tag) => ['competence', tag])] as const)
    checkedName(String(field), String(text));
  return { role, unit, ...(tags.length === 0 ? {} : { competence: [...new Set(tags)].sort() }) };
}

/** Throws DoorstepError ARGUMENT_INVALID. */
export function checkedWeeks(weeks = USUAL_WEEKS): number {
  if (Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_WEEKS) return weeks;
  throw invalid('weeks', `weeks must be a whole number from 1 to ${MOST_WEEKS}, not ${weeks}.`);
}

function checkedName(field: string, text: string): void {
  if (!isId(text)) throw invalid(field, `${field} must be an id: 1 to 64 of a-z, 0-9 and -.`);
}
