/** The rules as the simulation plays them. A test gives broken ones, to see that they are found out. */
import { decide, decideWake, fold, nextWake, open, record } from '../domain';
import { follow, followerChange } from '../domain/capabilities/linking/follow';

export interface Engine {
  readonly open: typeof open;
  readonly decide: typeof decide;
  readonly decideWake: typeof decideWake;
  readonly follow: typeof follow;
  readonly followerChange: typeof followerChange;
  readonly record: typeof record;
  readonly nextWake: typeof nextWake;
  readonly fold: typeof fold;
}

export const theRules: Engine = { open, decide, decideWake, follow, followerChange, record, nextWake, fold };
