import { theRules, type Engine } from '../engine';
import type { History } from '../history';
import type { Trace } from '../trace';
import { Player } from './player';

/** Plays a history that is given, with all care. */
export function replay(history: History, engine: Engine = theRules): Trace {
  const player = new Player(engine, history, true, true);
  for (const step of history.steps) player.play(step);
  return player.trace();
}
