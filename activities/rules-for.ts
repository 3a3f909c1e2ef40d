import { repin } from '../policies/repin';
import type { RulesFound, RulesRequest } from '../contracts/rules-request';
import { checked } from './checked';
import type { World } from './world';

/** By the documents that this engine has read; what is wrong with the request stays wrong however often it is tried. */
export function makeRulesFor({ policies, timeOrigin }: World) {
  return async (request: RulesRequest): Promise<RulesFound> => {
    const nowMs = Date.now();
    return checked(() => repin(policies, request, timeOrigin ?? { anchorMs: nowMs, startMs: nowMs }));
  };
}
