import { filledOtherwise } from '../domain/capabilities/staffing/decide';
import { staffOf } from '../domain/duty/staff';
import type { StaffingRequest } from '../contracts/rules-request';
import type { Staffing } from '../domain';
import type { World } from './world';

/** By the directory as it is now; posts that it does not know, or knows as they are known, are left out. */
export function makeStaffing({ policies }: World) {
  return async ({ posts, people }: StaffingRequest): Promise<Staffing> => {
    const nowMs = Date.now();
    const { directory, posts: found, away = [] } = staffOf(await policies(nowMs), posts, people, nowMs);
    return { directory, posts: filledOtherwise(posts, found), ...(away.length === 0 ? {} : { away }) };
  };
}
