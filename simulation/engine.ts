/** The rules as the simulation plays them. A test gives broken ones, to see that they are found out. */
import {
  fold,
  followLead,
  handOverNow,
  nextWake,
  notToldNow,
  open,
  record,
  verdictOn,
  verdictOnWake,
  type Decision,
} from '../domain';
import type { Verdict } from '../domain/kernel/decision';
import { followerChange } from '../domain/capabilities/linking/follow';

export interface Engine {
  readonly open: typeof open;
  readonly decide: (...asked: Parameters<typeof verdictOn>) => Decision;
  readonly decideWake: (...asked: Parameters<typeof verdictOnWake>) => Decision;
  readonly followLead: typeof followLead;
  readonly followerChange: typeof followerChange;
  readonly handOverNow: typeof handOverNow;
  readonly notToldNow: typeof notToldNow;
  readonly record: typeof record;
  readonly nextWake: typeof nextWake;
  readonly fold: typeof fold;
}

/** What is allowed instead is left out of a refusal: no check looks at it, and it takes longer to say than all else. */
const decisionOf = (verdict: Verdict): Decision =>
  'refused' in verdict
    ? { ok: false, refusal: { code: verdict.refused.code, message: verdict.refused.message, allowed: NOT_SAID } }
    : { ok: true, events: verdict };
const NOT_SAID: readonly string[] = [];

export const theRules: Engine = {
  open,
  decide: (state, command, nowMs, receivedAtMs, given) =>
    decisionOf(verdictOn(state, command, nowMs, receivedAtMs, given)),
  decideWake: (state, wake, nowMs, given) => decisionOf(verdictOnWake(state, wake, nowMs, given)),
  followLead,
  followerChange,
  handOverNow,
  notToldNow,
  record,
  nextWake,
  fold,
};
