/** The rules as the simulation plays them. A test gives broken ones, to see that they are found out. */
import {
  decideWake,
  fold,
  followLead,
  handOverNow,
  nextWake,
  notToldNow,
  open,
  record,
  verdictOn,
  type Decision,
} from '../domain';
import { followerChange } from '../domain/capabilities/linking/follow';

export interface Engine {
  readonly open: typeof open;
  readonly decide: (...asked: Parameters<typeof verdictOn>) => Decision;
  readonly decideWake: typeof decideWake;
  readonly followLead: typeof followLead;
  readonly followerChange: typeof followerChange;
  readonly handOverNow: typeof handOverNow;
  readonly notToldNow: typeof notToldNow;
  readonly record: typeof record;
  readonly nextWake: typeof nextWake;
  readonly fold: typeof fold;
}

/** What is allowed instead is left out of a refusal: no check looks at it, and it takes longer to say than all else. */
function decide(...asked: Parameters<typeof verdictOn>): Decision {
  const verdict = verdictOn(...asked);
  if (!('refused' in verdict)) return { ok: true, events: verdict };
  return { ok: false, refusal: { ...verdict.refused, allowed: [] } };
}

export const theRules: Engine = {
  open,
  decide,
  decideWake,
  followLead,
  followerChange,
  handOverNow,
  notToldNow,
  record,
  nextWake,
  fold,
};
