import { staffOf } from '../domain/duty/staff';
import type { StaffingRequest } from '../contracts/rules-request';
import type { Staffing } from '../domain';
import type { World } from './world';

/** By the directory as it is now; what it does not know is left out. */
export function makeStaffing({ policies }: World) {
  return async ({ posts, people }: StaffingRequest): Promise<Staffing> => {
    const nowMs = Date.now();
    return staffOf(await policies(nowMs), posts, people, nowMs);
  };
}
