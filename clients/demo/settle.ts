/** Waits until the day is over: everything closed, everybody told, and nobody means to do anything about it any more. */
import { setTimeout as pause } from 'node:timers/promises';
import { noticesAmong, openAmong, type Database } from '../../store';
import type { IssueId } from '../sdk';
import type { Actor } from './people/actor';
import type { Ledger } from './people/ledger';

const LOOK_MS = 250;
/** So many looks in a row: what the first one saw may have been on its way to somebody. */
const CALM_LOOKS = 3;

/** The issues that were still open at `deadlineMs`; none when all went well. */
export async function settle(
  database: Database,
  ids: readonly IssueId[],
  actors: readonly Actor[],
  ledger: Ledger,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<readonly IssueId[]> {
  for (let calm = 0; calm < CALM_LOOKS;) {
    signal.throwIfAborted();
    const open = await duringOutages(() => openAmong(database, ids));
    if (Date.now() > deadlineMs) return open ?? ids;
    const owed = await duringOutages(() => unheard(database, ids, ledger));
    const isCalm = open?.length === 0 && owed === 0 && actors.every((actor) => actor.isIdle());
    calm = isCalm ? calm + 1 : 0;
    await pause(LOOK_MS, undefined, { signal });
  }
  return [];
}

/** Notices that are queued and that their recipient has not heard yet. */
async function unheard(database: Database, ids: readonly IssueId[], ledger: Ledger): Promise<number> {
  const notices = await noticesAmong(database, ids);
  return notices.filter((id) => !ledger.received.has(id)).length;
}

/** null while the database is away. */
async function duringOutages<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch {
    return null;
  }
}
