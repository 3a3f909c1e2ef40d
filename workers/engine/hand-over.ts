/**
 * Whoever has an issue may go on leave, change their post or leave: their issues are woken, and each hands itself over
 * (domain/capabilities/staffing). What is there is looked at, not what changed, so that nothing is missed over a restart.
 */
import { staffOf, type HasPeople } from '../../domain/duty/staff';
import type { IssueId } from '../../domain';
import { heldBy, holders, type Database, type OverdueIssue } from '../../store';

const AT_ONCE = 200;

/** Issues that somebody has who is away now; those of a person who is there cost nothing. */
export async function heldByAbsent(
  database: Database,
  place: HasPeople,
  nowMs: number,
  woken: ReadonlyMap<IssueId, number>,
): Promise<readonly OverdueIssue[]> {
  const { away = [] } = staffOf(place, [], await holders(database), nowMs);
  if (away.length === 0) return [];
  const held = await heldBy(
    database,
    away.map(({ person }) => person),
    AT_ONCE + woken.size,
  );
  return held.filter(({ id }) => !woken.has(id)).slice(0, AT_ONCE);
}
