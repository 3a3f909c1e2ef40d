/** An erasure as it is kept: what was asked for, and how far it is. */
import { sql, type Kysely } from 'kysely';
import type { Database, Tables } from '../../database';

/** In their order. The hand-over comes first: until it is done the person is still reached, and what they have is known. */
export const ERASURE_STEPS = [
  'hand-over',
  'directory',
  'sign-in',
  'contacts',
  'words',
  'evidence',
  'files',
  'messages',
  'inbox',
] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];
/** How much there was, by a word of our own. */
export type Counts = Readonly<Record<string, number>>;

export interface Erasure {
  readonly id: string;
  readonly person: string;
  readonly askedBy: string;
  readonly reason: string;
  readonly handsOver: boolean;
  readonly askedAtMs: number;
  readonly finishedAtMs: number | null;
  /** Those that have begun. */
  readonly steps: readonly {
    readonly step: ErasureStep;
    readonly found: Counts;
    readonly doneAtMs: number | null;
  }[];
}

interface Row {
  readonly id: string;
  readonly person: string;
  readonly asked_by: string;
  readonly reason: string;
  readonly hand_over: boolean;
  readonly asked_at: Date;
  readonly finished_at: Date | null;
  readonly steps: Erasure['steps'] | null;
}

const SELECT = sql`
  select e.*, (select json_agg(json_build_object('step', s.step, 'found', s.found,
      'doneAtMs', round(extract(epoch from s.done_at) * 1000)) order by s.found_at, s.step)
    from doorstep.erasure_step s where s.erasure_id = e.id) as steps
  from doorstep.erasure e`;

export async function findErasure(db: Kysely<Tables>, id: string): Promise<Erasure | undefined> {
  const { rows } = await sql<Row>`${SELECT} where e.id = ${id}`.execute(db);
  return rows[0] === undefined ? undefined : erasureFrom(rows[0]);
}

/** @param name of a person, or of an erasure. The newest first. */
export async function erasuresOf({ db }: Database, name: string): Promise<readonly Erasure[]> {
  const { rows } =
    await sql<Row>`${SELECT} where e.person = ${name} or e.id = ${name} order by e.asked_at desc`.execute(db);
  return rows.map(erasureFrom);
}

export async function erasureOfRequest(db: Kysely<Tables>, requestKey: string): Promise<Erasure | undefined> {
  const { rows } = await sql<Row>`${SELECT} where e.request_key = ${requestKey}`.execute(db);
  return rows[0] === undefined ? undefined : erasureFrom(rows[0]);
}

/** Those that are not finished, the oldest first. */
export async function runningErasures({ db }: Database, limit = 50): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.erasure where finished_at is null order by asked_at limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What was found is kept before anything is destroyed: a step that is done once more counts what it first found. */
export async function keepFound(db: Kysely<Tables>, id: string, step: ErasureStep, found: Counts): Promise<void> {
  await sql`
    insert into doorstep.erasure_step (erasure_id, step, found) values (${id}, ${step}, ${JSON.stringify(found)}::json)
    on conflict do nothing`.execute(db);
}

export async function markDone(db: Kysely<Tables>, id: string, step: ErasureStep): Promise<void> {
  await sql`
    update doorstep.erasure_step set done_at = clock_timestamp()
    where erasure_id = ${id} and step = ${step} and done_at is null`.execute(db);
}

export const isDone = ({ steps }: Erasure, step: ErasureStep): boolean =>
  steps.some((one) => one.step === step && one.doneAtMs !== null);

const erasureFrom = (row: Row): Erasure => ({
  id: row.id,
  person: row.person,
  askedBy: row.asked_by,
  reason: row.reason,
  handsOver: row.hand_over,
  askedAtMs: row.asked_at.getTime(),
  finishedAtMs: row.finished_at?.getTime() ?? null,
  steps: row.steps ?? [],
});
