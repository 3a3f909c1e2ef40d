/** Gaps of the duty that were seen coming: kept, so that each is put before somebody once, whoever looks and how often. */
import { sql, type Kysely } from 'kysely';
import type { Instant, IssueId, IssueState, UnitId } from '../domain';
import type { Database, Tables } from './database';

export interface AlertedGap {
  readonly role: string;
  readonly unit: UnitId;
  /** Somebody is on duty, and nobody who holds all of these; left out where nobody is. */
  readonly competence?: readonly string[];
  readonly fromMs: Instant;
  readonly untilMs: Instant;
  /** Where it was put before somebody. */
  readonly place: string;
  /** By which matter; null where the place has no procedure for it. */
  readonly issue: IssueId | null;
  readonly alertedAtMs: Instant;
  /** The matter tells of it, or of others of its cell. */
  readonly isSaid: boolean;
}

export type NewGap = Omit<AlertedGap, 'alertedAtMs'>;
type GapName = Pick<AlertedGap, 'role' | 'unit' | 'competence' | 'fromMs'>;

export interface GapChanges {
  readonly added: readonly NewGap[];
  readonly moved: readonly (GapName & { readonly untilMs: Instant })[];
  readonly mended: readonly GapName[];
  readonly passed: readonly GapName[];
}

/** Names the lock among the advisory locks of the database. */
const LOOKING = 4_711_012;

/** One looks at a time; null when another one does. What `look` changes counts as a whole or not at all. */
export const changeGaps = (
  { db }: Database,
  look: (open: readonly AlertedGap[]) => GapChanges,
): Promise<GapChanges | null> =>
  db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${LOOKING}) as got`.execute(
      transaction,
    );
    if (rows[0]?.got !== true) return null;
    const changes = look(await open(transaction));
    const { added, moved, mended, passed } = changes;
    if (added.length > 0)
      await sql`
        insert into doorstep.coverage_gap (role, unit, competence, from_at, until_at, place, issue_id, said_at)
        select role, unit, competence, from_at, until_at, place, issue, case when is_said then now() end
        from unnest(${added.map(({ role }) => role)}::text[], ${added.map(({ unit }) => unit)}::text[],
          ${added.map(tagsOf)}::text[], ${instants(added, 'fromMs')}::timestamptz[], ${instants(added, 'untilMs')}::timestamptz[],
          ${added.map(({ place }) => place)}::text[], ${added.map(({ issue }) => issue)}::text[],
          ${added.map(({ isSaid }) => isSaid)}::boolean[]) as k(role, unit, competence, from_at, until_at, place, issue, is_said)
        on conflict (role, unit, competence, from_at) do update
          set until_at = excluded.until_at, place = excluded.place, issue_id = excluded.issue_id, alerted_at = now(),
            said_at = excluded.said_at, ended_at = null, ended = null`.execute(transaction);
    if (moved.length > 0)
      await sql`
        update doorstep.coverage_gap g set until_at = k.until_at
        from unnest(${moved.map(({ role }) => role)}::text[], ${moved.map(({ unit }) => unit)}::text[],
          ${moved.map(tagsOf)}::text[], ${instants(moved, 'fromMs')}::timestamptz[], ${instants(moved, 'untilMs')}::timestamptz[])
          as k(role, unit, competence, from_at, until_at)
        where ${SAME}`.execute(transaction);
    await end(transaction, mended, 'mended');
    await end(transaction, passed, 'passed');
    return changes;
  });

async function end(transaction: Kysely<Tables>, gaps: readonly GapName[], how: 'mended' | 'passed'): Promise<void> {
  if (gaps.length === 0) return;
  await sql`
    update doorstep.coverage_gap g set ended_at = now(), ended = ${how}
    from ${keys(gaps)} where ${SAME} and g.ended_at is null`.execute(transaction);
}

const keys = (gaps: readonly GapName[]) =>
  sql`unnest(${gaps.map(({ role }) => role)}::text[], ${gaps.map(({ unit }) => unit)}::text[],
    ${gaps.map(tagsOf)}::text[], ${instants(gaps, 'fromMs')}::timestamptz[]) as k(role, unit, competence, from_at)`;
const SAME = sql`g.role = k.role and g.unit = k.unit and g.competence = k.competence and g.from_at = k.from_at`;

/** Tags hold no blanks. */
const tagsOf = ({ competence = [] }: GapName): string => competence.join(' ');

const instants = <F extends string>(gaps: readonly Readonly<Record<F, Instant>>[], field: F): readonly string[] =>
  gaps.map((gap) => new Date(gap[field]).toISOString());

interface Row {
  readonly role: string;
  readonly unit: string;
  readonly competence: string;
  readonly from_at: Date;
  readonly until_at: Date;
  readonly place: string;
  readonly issue_id: string | null;
  readonly alerted_at: Date;
  readonly is_said: boolean;
}

async function open(db: Kysely<Tables>): Promise<readonly AlertedGap[]> {
  const { rows } = await sql<Row>`
    select role, unit, competence, from_at, until_at, place, issue_id, alerted_at, said_at is not null as is_said
    from doorstep.coverage_gap where ended_at is null order by from_at, unit, role, competence`.execute(db);
  return rows.map((row) => ({
    role: row.role,
    unit: row.unit as UnitId,
    ...(row.competence === '' ? {} : { competence: row.competence.split(' ') }),
    fromMs: row.from_at.getTime(),
    untilMs: row.until_at.getTime(),
    place: row.place,
    issue: row.issue_id as IssueId | null,
    alertedAtMs: row.alerted_at.getTime(),
    isSaid: row.is_said,
  }));
}

/** Those that are neither mended nor over, the next first. */
export const alertedGaps = ({ db }: Database): Promise<readonly AlertedGap[]> => open(db);

export async function markSaid({ db }: Database, gaps: readonly GapName[]): Promise<void> {
  if (gaps.length === 0) return;
  await sql`
    update doorstep.coverage_gap g set said_at = now() from ${keys(gaps)}
    where ${SAME}`.execute(db);
}

/** A matter by which gaps were put before somebody, and how many of them are left. */
export interface GapMatter {
  readonly issue: IssueId;
  readonly place: string;
  readonly left: number;
  /** Null while the log does not have it. */
  readonly state: IssueState | null;
}

/** Those that are not in the log yet although gaps of theirs are left, and those that are not closed. */
export async function gapMatters({ db }: Database): Promise<readonly GapMatter[]> {
  const { rows } = await sql<{ issue_id: string; place: string; left: number; state: unknown }>`
    with matter as (
      select issue_id, min(place) as place, count(*) filter (where ended_at is null) as "left"
      from doorstep.coverage_gap where issue_id is not null group by issue_id)
    select m.issue_id, m.place, m."left", i.state
    from matter m left join doorstep.issue i on i.id = m.issue_id
    where case when i.id is null then m."left" > 0 else i.stage <> 'closed' end`.execute(db);
  return rows.map((row) => ({
    issue: row.issue_id as IssueId,
    place: row.place,
    left: row.left,
    state: row.state as IssueState | null,
  }));
}

/** For monitoring. */
export interface GapCounts {
  /** Seen coming, and neither mended nor over. */
  readonly open: number;
  /** Nobody was on duty. */
  readonly unfilled: number;
}

export async function gapCounts({ db }: Database): Promise<GapCounts> {
  const { rows } = await sql<GapCounts>`
    select count(*) filter (where ended_at is null) as open, count(*) filter (where ended = 'passed') as unfilled
    from doorstep.coverage_gap`.execute(db);
  return rows[0] ?? { open: 0, unfilled: 0 };
}
