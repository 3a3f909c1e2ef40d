import { setTimeout as pause } from 'node:timers/promises';
import { filledOtherwise } from '../domain/capabilities/staffing/decide';
import { staffOf } from '../domain/duty/staff';
import type { StaffingRequest } from '../contracts/rules-request';
import type { Staffing } from '../domain';
import type { World } from './world';

/** A look on the way to the log. A ladder does not stand still because the directory is away. */
const LOOK_WITHIN_MS = 500;

/** By the directory as it is now; posts that it does not know, or knows as they are known, are left out. */
export function makeStaffing({ policies }: World) {
  return async ({ posts, people }: StaffingRequest): Promise<Staffing> => {
    const nowMs = Date.now();
    const { directory, posts: found, away = [] } = staffOf(await policies(nowMs), posts, people, nowMs);
    return { directory, posts: filledOtherwise(posts, found), ...(away.length === 0 ? {} : { away }) };
  };
}

/** What the directory says otherwise; null when it says nothing else, or can't be asked in time. */
export function makeOthersThere(world: World) {
  const staffing = makeStaffing(world);
  return async (request: StaffingRequest): Promise<Staffing | null> => {
    const found = await Promise.race([
      staffing(request).catch(() => null),
      pause(LOOK_WITHIN_MS, null, { ref: false }),
    ]);
    return found === null || (found.posts.length === 0 && found.away === undefined) ? null : found;
  };
}
