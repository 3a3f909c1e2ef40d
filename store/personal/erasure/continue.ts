/**
 * Carries an erasure out, step by step, from wherever it stands. Killed at any point it goes on when it is called again, by
 * whichever process: each step is done whole or not at all, or can be done twice, and what there was is kept before it is
 * destroyed. A process does the steps for which it has the hands.
 */
import { sql } from 'kysely';
import type { Database } from '../../database';
import { forgetKeys } from '../../words/cache';
import { certify } from './certificate';
import {
  ERASURE_STEPS,
  findErasure,
  isDone,
  keepFound,
  markDone,
  type Counts,
  type Erasure,
  type ErasureStep,
} from './erasure';
import { leaveDirectory } from './hand-over';
import { STORE_STEPS, type StoreStep } from './steps';

export interface ErasingHands {
  /** Of files of evidence; quietly when there is none. */
  readonly removeFile?: (id: string) => Promise<void>;
  readonly inbox?: {
    readonly count: (person: string) => Promise<number>;
    readonly purge: (person: string) => Promise<void>;
  };
  /** Told before each step and after it. */
  readonly onStep?: (step: ErasureStep | 'certificate', is: 'begun' | 'done') => void;
}

/** `waiting`: what is left has to be handed over or released first, or needs other hands. Throws what the servers and the hands throw. */
export async function continueErasure(
  database: Database,
  id: string,
  hands: ErasingHands = {},
): Promise<'finished' | 'waiting'> {
  const { db } = database;
  const erasure = await findErasure(db, id);
  if (erasure === undefined || erasure.finishedAtMs !== null) return 'finished';
  let isWhole = true;
  for (const step of ERASURE_STEPS) {
    if (isDone(erasure, step)) continue;
    if (!canDo(step, hands)) {
      isWhole = false;
      continue;
    }
    hands.onStep?.(step, 'begun');
    if (!(await run(database, erasure, step, hands))) return 'waiting';
    hands.onStep?.(step, 'done');
  }
  if (!isWhole && !(await othersDidTheRest(database, id))) return 'waiting';
  hands.onStep?.('certificate', 'begun');
  await db.transaction().execute((transaction) => certify(transaction, id));
  hands.onStep?.('certificate', 'done');
  return 'finished';
}

const canDo = (step: ErasureStep, { removeFile, inbox }: ErasingHands): boolean =>
  step === 'files' ? removeFile !== undefined : step === 'inbox' ? inbox !== undefined : true;

async function othersDidTheRest({ db }: Database, id: string): Promise<boolean> {
  const erasure = await findErasure(db, id);
  return erasure !== undefined && ERASURE_STEPS.every((step) => isDone(erasure, step));
}

/** False when it has to wait. */
async function run(database: Database, erasure: Erasure, step: ErasureStep, hands: ErasingHands): Promise<boolean> {
  if (step === 'hand-over') {
    if (!(await leaveDirectory(database, erasure))) return false;
    await markDone(database.db, erasure.id, step);
  } else if (step === 'files') {
    const files = await erasedFiles(database, erasure);
    await withHands(database, erasure, step, { files: files.length }, async () => {
      for (const file of files) await hands.removeFile?.(file);
    });
  } else if (step === 'inbox') {
    const count = (await hands.inbox?.count(erasure.person)) ?? 0;
    await withHands(database, erasure, step, { messages: count }, async () => hands.inbox?.purge(erasure.person));
  } else return inOneTransaction(database, erasure, step);
  return true;
}

/** What is outside the database: what there was is written down, then it is destroyed, then that is written down. */
async function withHands(
  { db }: Database,
  { id }: Erasure,
  step: ErasureStep,
  found: Counts,
  destroy: () => Promise<void>,
): Promise<void> {
  await keepFound(db, id, step, found);
  await destroy();
  await markDone(db, id, step);
}

/** False when it has to wait. */
async function inOneTransaction(database: Database, { id }: Erasure, step: StoreStep): Promise<boolean> {
  const isThrough = await database.db.transaction().execute(async (transaction) => {
    // One at a time: whoever comes second finds it done.
    await sql`select from doorstep.erasure where id = ${id} for update`.execute(transaction);
    const erasure = await findErasure(transaction, id);
    if (erasure === undefined || isDone(erasure, step)) return true;
    const found = await STORE_STEPS[step](transaction, erasure);
    if (found === undefined) return false;
    await keepFound(transaction, id, step, found);
    await markDone(transaction, id, step);
    return true;
  });
  if (step === 'words') forgetKeys(database);
  return isThrough;
}

async function erasedFiles({ db }: Database, { person }: Erasure): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.evidence where uploaded_by = ${person} and erased_at is not null`.execute(db);
  return rows.map(({ id }) => id);
}
