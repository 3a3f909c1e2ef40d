/** What is asked of a list, looked at before it is asked, and its pages one after another. */
import { DoorstepError } from '../../../contracts/errors';
import { LATEST_MS, type Instant } from '../../../domain';
import type { CallOptions } from '../issues';
import {
  QUERY_COUNTS,
  QUERY_SORTS,
  type CountedBy,
  type CountQuery,
  type IssueFilters,
  type IssuePage,
  type IssueQuery,
  type IssueSummary,
} from '../queries';

export const USUAL_LIMIT = 50;
const LARGEST_LIMIT = 200;
/** Of a walk: large enough to be quick, small enough for any answer. */
const WALK_LIMIT = 100;

export const invalid = (field: string, message: string): DoorstepError =>
  new DoorstepError('ARGUMENT_INVALID', message, { place: { field } });

/** Throws DoorstepError ARGUMENT_INVALID. */
export function checkQuery({ limit = USUAL_LIMIT, sort, near }: IssueQuery): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT)
    throw invalid('limit', `limit must be a whole number from 1 to ${LARGEST_LIMIT}, not ${limit}.`);
  if (sort !== undefined && !QUERY_SORTS.includes(sort))
    throw invalid('sort', `sort must be one of ${QUERY_SORTS.join(', ')}.`);
  if (sort === 'distance' && near === undefined) throw invalid('near', 'A distance needs `near`.');
  if (near !== undefined && !(Math.abs(near.lat) <= 90 && Math.abs(near.lon) <= 180))
    throw invalid('near', '`near` is nowhere on earth: degrees from -90 to 90, and from -180 to 180.');
  if (near?.withinM !== undefined && !(Number.isInteger(near.withinM) && near.withinM > 0 && near.withinM <= 100_000))
    throw invalid('near.withinM', 'withinM must be whole metres from 1 to 100,000.');
}

/** What is counted by, each once. Throws DoorstepError ARGUMENT_INVALID. */
export function checkCount({ by = QUERY_COUNTS, ...filters }: CountQuery): readonly CountedBy[] {
  checkQuery(filters);
  const kinds = [...new Set([by].flat())];
  if (kinds.length > 0 && kinds.every((kind) => QUERY_COUNTS.includes(kind))) return kinds;
  throw invalid('by', `by must be one or more of ${QUERY_COUNTS.join(', ')}.`);
}

/** Throws DoorstepError ARGUMENT_INVALID. */
export function checkedInstant(field: string, atMs: Instant): Instant {
  if (Number.isInteger(atMs) && atMs >= 0 && atMs <= LATEST_MS) return atMs;
  throw invalid(field, `${field} must be a whole number of milliseconds since 1970, not ${atMs}.`);
}

/** A list without a value fits nothing. */
export const fitsNothing = (query: IssueFilters): boolean =>
  Object.values(query).some((value) => Array.isArray(value) && value.length === 0);

type Find = (query: IssueQuery, options: CallOptions) => Promise<IssuePage>;

export async function* findAll(
  find: Find,
  { limit = WALK_LIMIT, sort = 'oldest', ...query }: Omit<IssueQuery, 'cursor'>,
  options: CallOptions,
): AsyncGenerator<IssueSummary, void, undefined> {
  for (let cursor: string | undefined; ;) {
    const asked = { ...query, limit, sort, ...(cursor === undefined ? {} : { cursor }) };
    const { issues, next } = await find(asked, options);
    yield* issues;
    if (next === undefined) return;
    cursor = next;
  }
}
