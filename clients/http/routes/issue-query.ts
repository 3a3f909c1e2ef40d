/** What lists and counts are asked by. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { personIdSchema, unitIdSchema } from '../../../contracts/commands';
import { wordsOf } from '../../../contracts/values';
import { OUTCOMES, SEVERITIES, STAGES } from '../../../domain';
import { unitOf, type Directory } from '../../../domain/directory/directory';
import { COUNTED, SORTS, type IssueSearch, type Period, type Sight } from '../../../store';
import type { Gateway } from '../gateway';
import { malformed } from '../problem';
import { anyOf, flag, instantText, numberInQuery } from './in-query';

const word = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be an id: 1 to 64 of a-z, 0-9 and -');
const versioned = z
  .string()
  .regex(/^[a-z0-9-]{1,64}(@[1-9]\d{0,8})?$/, 'must be a procedure, or <procedure>@<version>');
const tier = numberInQuery(1, 99) as z.ZodType<number, string>;
const PLACE = /^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$/;

export const issueFilter = z.strictObject({
  q: wordsOf(200)
    .regex(/[\p{L}\p{N}]/u, 'must hold a letter or a number')
    .describe(
      'Words of the report, all of them: Chinese as it is written (two characters suffice), English by how a word begins or by its stem.',
    )
    .optional(),
  stage: anyOf(z.enum(STAGES)).optional(),
  tier: anyOf(tier).optional(),
  unit: anyOf(unitIdSchema).describe('With everything below it, unless `below` is `false`.').optional(),
  below: z.enum(['true', 'false']).describe('`false`: in the units themselves only.').optional(),
  category: anyOf(word).optional(),
  severity: anyOf(z.enum(SEVERITIES)).optional(),
  procedure: anyOf(versioned).describe('`power` for any version, `power@2` for one.').optional(),
  reporter: anyOf(personIdSchema).optional(),
  assignee: anyOf(personIdSchema).optional(),
  outcome: anyOf(z.enum(OUTCOMES)).optional(),
  open: flag.describe('Without those that are closed.').optional(),
  overdue: flag.describe('Those of which a deadline of the tier on duty has passed.').optional(),
  quarantined: flag.describe('Those whose rules can’t be followed.').optional(),
  openedFrom: instantText.optional(),
  openedBefore: instantText.optional(),
  updatedFrom: instantText.optional(),
  updatedBefore: instantText.optional(),
  dueFrom: instantText.optional(),
  dueBefore: instantText.optional(),
  near: z
    .string()
    .regex(PLACE, 'must be a latitude and a longitude in degrees, for example 40.82,111.75')
    .describe(
      'A latitude and a longitude in degrees; issues without a place are left out. The others are found to within 80 m.',
    )
    .optional(),
  within: numberInQuery(1, 100_000).describe('Metres from `near`.').optional(),
});
export const pageQuery = z.strictObject({
  sort: z
    .enum(SORTS)
    .default('overdue')
    .describe(
      '`overdue`: the next deadline first · `newest`, `oldest`: by opening · `updated`: the latest change first · `tier`: the highest first · `severity`: the gravest first · `distance`: the nearest to `near` first',
    ),
  limit: numberInQuery(1, 200).default(50),
  cursor: z.string().min(1).max(1_000).describe('`next` of the page before.').optional(),
});
export const countedBy = anyOf(z.enum(COUNTED), COUNTED.length)
  .default([...COUNTED])
  .describe(`Any of ${COUNTED.join(', ')}; all when left out.`);

export type FilterQuery = z.output<typeof issueFilter>;
export type ListQuery = FilterQuery & z.output<typeof pageQuery>;

/** Throws UNIT_UNKNOWN, and REQUEST_MALFORMED for what does not go together. */
export function searchOf(query: FilterQuery & { readonly sort?: string }, directory: Directory): IssueSearch {
  const { q, unit, below, near, within, open, overdue, quarantined } = query;
  const around = (one: string) => (below === 'false' ? [unitOf({ directory }, one).id] : withBelow(directory, one));
  const { sort, ...given } = query;
  if (near === undefined && (within !== undefined || sort === 'distance'))
    throw malformed('A distance needs `near`.', [{ field: 'querystring.near', reason: 'is missing' }]);
  return {
    ...picked(given, ['stage', 'tier', 'category', 'severity', 'procedure', 'reporter', 'assignee', 'outcome']),
    ...(unit === undefined ? {} : { unit: [...new Set(unit.flatMap(around))] }),
    ...(open === true ? { open } : {}),
    ...(overdue === true ? { overdue } : {}),
    ...(quarantined === true ? { quarantined } : {}),
    ...period('opened', query.openedFrom, query.openedBefore),
    ...period('updated', query.updatedFrom, query.updatedBefore),
    ...period('due', query.dueFrom, query.dueBefore),
    ...(q === undefined ? {} : { words: q }),
    ...(near === undefined ? {} : { near: { ...placeOf(near), ...(within === undefined ? {} : { withinM: within }) } }),
  };
}

type Picked = 'stage' | 'tier' | 'category' | 'severity' | 'procedure' | 'reporter' | 'assignee' | 'outcome';
const picked = (query: FilterQuery, names: readonly Picked[]): Partial<Pick<IssueSearch, Picked>> =>
  Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));

const period = (
  name: 'opened' | 'updated' | 'due',
  fromMs: number | undefined,
  beforeMs: number | undefined,
): Partial<Record<typeof name, Period>> =>
  fromMs === undefined && beforeMs === undefined
    ? {}
    : {
        [name]: {
          ...(fromMs === undefined ? {} : { fromMs }),
          ...(beforeMs === undefined ? {} : { beforeMs }),
        },
      };

/** The unit and every unit that it is around. */
export const withBelow = (directory: Directory, unit: string): readonly string[] => [
  unitOf({ directory }, unit).id,
  ...[...directory.above].filter(([, around]) => around.some(({ id }) => id === unit)).map(([id]) => id),
];

function placeOf(text: string): { readonly lat: number; readonly lon: number } {
  const [lat = 0, lon = 0] = text.split(',').map(Number);
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon };
  throw malformed('`near` is nowhere on earth.', [
    { field: 'querystring.near', reason: 'must be degrees: -90 to 90, then -180 to 180' },
  ]);
}

export const sightOf = ({ access }: Gateway, { principal }: FastifyRequest): Promise<Sight> => access.sight(principal);
