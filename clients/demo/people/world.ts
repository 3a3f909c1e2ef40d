/** What is true in the simulated place, beside what its people are like. */
import type { IssueId } from '../../sdk';
import type { Chance } from './chance';

export interface World {
  readonly chance: Chance;
  /** How many milliseconds a natural hour takes. */
  readonly hourMs: number;
  /** From now on everybody catches up, so that the demo ends: nobody forgets, disputes or asks any more. */
  readonly closingAtMs: number;
  /** A resident's silence is played to its end only when it ends before this; other silent residents answer at the closing. */
  readonly latestAtMs: number;
  /**
   * Categories whose matters units beside the ladder have a part in. Their clocks count working days: people who see one
   * act early in its time, so that the day shows how it ends.
   */
  readonly complex: ReadonlySet<string>;
}

/** How high a matter has to climb before somebody can solve it: a lamp is the building's, a heating main is not. */
export function needsTier({ chance }: Pick<World, 'chance'>, issue: IssueId): number {
  const at = chance(issue, 'needs');
  return at < 0.42 ? 1 : at < 0.68 ? 2 : at < 0.86 ? 3 : 4;
}
