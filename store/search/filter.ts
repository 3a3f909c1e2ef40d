/** Which issues: as conditions of SQL on `doorstep.issue`. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Instant, IssueId, Outcome, Severity, Stage } from '../../domain';
import { inSight, type Sight } from '../identity/sight';

export type OneOrMore<T> = T | readonly T[];

/** Every field that is given has to fit, a list fits by any of its values. */
export interface IssueChoice {
  readonly id?: OneOrMore<IssueId>;
  readonly stage?: OneOrMore<Stage>;
  readonly tier?: OneOrMore<number>;
  /** Where the issue was reported, exactly; who wants everything below a unit names the units (the tree is the directory's). */
  readonly unit?: OneOrMore<string>;
  readonly category?: OneOrMore<string>;
  readonly severity?: OneOrMore<Severity>;
  /** `power` for any version of it, `power@2` for one. */
  readonly procedure?: OneOrMore<string>;
  readonly reporter?: OneOrMore<string>;
  readonly assignee?: OneOrMore<string>;
  readonly outcome?: OneOrMore<Outcome>;
  /** Without those that are closed. */
  readonly open?: true;
  /** Those whose rules can't be followed, as long as they are not closed. */
  readonly quarantined?: true;
  /** A deadline of the tier on duty has passed, by the database's clock. */
  readonly overdue?: true;
}

/** From the first instant on, up to and without the second. */
export interface Period {
  readonly fromMs?: Instant;
  readonly beforeMs?: Instant;
}

export interface IssueSearch extends IssueChoice {
  readonly opened?: Period;
  readonly updated?: Period;
  readonly due?: Period;
  /** In the words of the report, all of them: Chinese as it is written, others by how they begin or by their stem. */
  readonly words?: string;
  /** The same as a query of tokens, by which sealed words are found (WordReader.findable). */
  readonly sealedWords?: string;
  /** No further from here, in metres as the crow flies. */
  readonly near?: { readonly lat: number; readonly lon: number; readonly withinM?: number };
}

const COLUMNS = ['id', 'stage', 'tier', 'unit', 'category', 'severity', 'reporter', 'assignee', 'outcome'] as const;

const listOf = <T>(value: OneOrMore<T>): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Called again or alerted at least once, or about to be. The acknowledgement and the handling are what a tier owes. */
export const OVERDUE = sql<SqlBool>`(stage in ('open', 'handling') and (coalesce(due_at, 'infinity') < now() or called_again))`;

export function chosen(choice: IssueChoice): readonly RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (choice.open === true || choice.quarantined === true) conditions.push(sql`stage <> 'closed'`);
  // Nothing rings in quarantine, so only the few that no clock drives are looked into.
  if (choice.quarantined === true) conditions.push(sql`due_at is null and state -> 'quarantine' is not null`);
  for (const column of COLUMNS) {
    const value = choice[column];
    if (value !== undefined) conditions.push(sql`${sql.ref(column)} = any(${listOf<string | number>(value)})`);
  }
  if (choice.procedure !== undefined) {
    const named = listOf(choice.procedure);
    conditions.push(sql`(procedure = any(${named}) or split_part(procedure, '@', 1) = any(${named}))`);
  }
  if (choice.overdue === true) conditions.push(OVERDUE);
  return conditions;
}

export function searched(search: IssueSearch, sight: Sight): readonly RawBuilder<SqlBool>[] {
  return [
    ...chosen(search),
    ...within('opened_at', search.opened),
    ...within('updated_at', search.updated),
    ...within('due_at', search.due),
    ...(search.words === undefined ? [] : [sql<SqlBool>`words @@ ${queryOf(search.words, search.sealedWords)}`]),
    ...(search.near === undefined ? [] : nearby(search.near)),
    inSight(sight),
  ];
}

const queryOf = (words: string, sealed: string | undefined): RawBuilder<unknown> =>
  sealed === undefined
    ? sql`doorstep.search_query(${words})`
    : sql`(doorstep.search_query(${words}) || ${sealed}::tsquery)`;

/** Whether the row of `doorstep.issue_search` is asked about. */
export const needsSearchRow = ({ words, near }: IssueSearch): boolean => words !== undefined || near !== undefined;

const within = (column: string, { fromMs, beforeMs }: Period = {}): readonly RawBuilder<SqlBool>[] => [
  ...(fromMs === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${new Date(fromMs)}`]),
  ...(beforeMs === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} < ${new Date(beforeMs)}`]),
];

/** A radian of Mercator's map is the earth's radius at the equator, and shrinks with the cosine of the latitude. */
const EARTH_M = 6_371_008.8;

export const mapPoint = ({ lat, lon }: { readonly lat: number; readonly lon: number }): RawBuilder<unknown> =>
  sql`doorstep.map_point(${lat}::float8, ${lon}::float8)`;

/** Metres between a place and a point nearby, from their distance on the map. */
export const metres = (near: { readonly lat: number; readonly lon: number }): RawBuilder<number> =>
  sql<number>`((place <-> ${mapPoint(near)}) * ${EARTH_M * Math.cos((near.lat * Math.PI) / 180)}::float8)`;

function nearby(near: NonNullable<IssueSearch['near']>): readonly RawBuilder<SqlBool>[] {
  if (near.withinM === undefined) return [sql`place is not null`];
  const radius = near.withinM / (EARTH_M * Math.cos((near.lat * Math.PI) / 180));
  return [sql`place <@ circle(${mapPoint(near)}, ${radius}::float8)`];
}
