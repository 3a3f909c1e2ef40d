/** Who is on duty for a role at a unit at an instant, why, and how long that holds at least. */
import { holders, unitOf, type HasDirectory } from '../directory/directory';
import type { Instant } from '../kernel/ids';
import type { Duty } from './duty';

/**
 * Pure. @param unit the unit at which the role is held; nobody is on duty where there is no such post.
 * Throws DoorstepError UNIT_UNKNOWN.
 */
export function onDuty(place: HasDirectory, role: string, unit: string, _atMs: Instant): Duty {
  const { id } = unitOf(place, unit);
  const people = holders(place, role, id);
  return {
    people,
    unit: id,
    hops: [{ why: people.length === 0 ? 'nobody' : 'whole-post' }],
    changesAtMs: null,
  };
}
