/** What the log says of tiers that fell due: when each had to fire and when it was recorded. */
import { setTimeout as pause } from 'node:timers/promises';
import type { IssueId } from '../../clients/sdk';
import type { Database } from '../../store';
import { ESCALATED } from './life-cycle';

export interface Fired {
  readonly dueAtMs: number;
  /** By the database's clock, which is this machine's. */
  readonly recordedAtMs: number;
}

const LOOK_EVERY_MS = 1_000;

/** Waits until each of the issues has climbed once. Throws when not all have after `withinMs`. */
export async function firedTiers(
  database: Database,
  issues: readonly IssueId[],
  withinMs: number,
): Promise<readonly Fired[]> {
  const overMs = performance.now() + withinMs;
  for (;;) {
    // A look now and then over an index: next to nothing beside the work that is measured.
    const found = await read(database, issues);
    if (found.length > issues.length)
      throw new Error(`${found.length} tiers fired for ${issues.length} issues: G4 is broken.`);
    if (found.length === issues.length) return found;
    if (performance.now() > overMs) throw new Error(`Only ${found.length} of ${issues.length} tiers fired in time.`);
    await pause(LOOK_EVERY_MS);
  }
}

async function read({ pool }: Database, issues: readonly IssueId[]): Promise<readonly Fired[]> {
  const { rows } = await pool.query<{ due: number; recorded: number }>(
    `select (data->>'firedAtMs')::bigint as due, (extract(epoch from recorded_at) * 1000)::bigint as recorded
     from doorstep.event where issue_id = any($1) and type = $2 and data->>'firedAtMs' is not null`,
    [issues, ESCALATED],
  );
  return rows.map(({ due, recorded }) => ({ dueAtMs: due, recordedAtMs: recorded }));
}
