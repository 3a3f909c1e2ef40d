/** The rules as the simulation plays them. A test gives broken ones, to see that they are found out. */
import { decide, decideWake, fold, nextWake, open, record } from '../domain';

export interface Engine {
  readonly open: typeof open;
  readonly decide: typeof decide;
  readonly decideWake: typeof decideWake;
  readonly record: typeof record;
  readonly nextWake: typeof nextWake;
  readonly fold: typeof fold;
}

export const theRules: Engine = { open, decide, decideWake, record, nextWake, fold };
