/** Makes a failing history as small as it gets while it still breaks the same promise. */
import type { Broken } from '../check/check';
import { judge } from '../check/judge';
import { theRules, type Engine } from '../engine';
import type { History } from '../history';
import { replay } from '../play/replay';
import type { Trace } from '../trace';
import { smallerRules } from './smaller-rules';
import { smallerSteps } from './smaller-steps';

export interface Failure {
  readonly history: History;
  readonly trace: Trace;
  readonly broken: Broken;
}

/** So many histories are tried; what is left then is small enough to read. */
const PATIENCE = 6_000;

/** @throws RangeError when the history does not break that promise when it is played again */
export function shrink(history: History, check: string, engine: Engine = theRules): Failure {
  let best = failure(history, check, engine);
  if (best === null) throw new RangeError(`Played again, this history keeps the promise "${check}".`);
  let left = PATIENCE;
  for (let found = true; found && left > 0;) {
    found = false;
    for (const smaller of candidates(best)) {
      if (--left < 0) break;
      const failed = failure(smaller, check, engine);
      if (failed === null) continue;
      best = failed;
      found = true;
      break;
    }
  }
  return best;
}

function* candidates(failed: Failure): Generator<History> {
  yield* smallerSteps(failed.history, failed.trace.turns[failed.broken.turn]?.step ?? Infinity);
  yield* smallerRules(failed.history);
}

/** The history with what came of it, when it breaks that promise. */
export function failure(history: History, check: string, engine: Engine = theRules): Failure | null {
  const trace = replay(history, engine);
  const broken = judge(trace).find((one) => one.check === check);
  return broken === undefined ? null : { history, trace, broken };
}
