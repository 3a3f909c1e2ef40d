import { staffedRules } from '../domain/duty/staff';
import { repin } from '../policies/repin';
import type { RulesFound, RulesRequest } from '../contracts/rules-request';
import { checked } from './checked';
import type { World } from './world';

/** By the procedures that this engine has read and the directory as it is now; what is wrong with the request stays wrong however often it is tried. */
export function makeRulesFor({ policies, timeOrigin }: World) {
  return async (request: RulesRequest): Promise<RulesFound> => {
    const nowMs = Date.now();
    const now = await policies(nowMs);
    const found = checked(() => repin(now, request, timeOrigin ?? { anchorMs: nowMs, startMs: nowMs }));
    return 'rules' in found ? { rules: staffedRules(now, found.rules, nowMs) } : found;
  };
}
