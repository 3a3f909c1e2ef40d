/** Plays and judges histories one after another: the work of one core. */
import { theRules, type Engine } from '../engine';
import { family } from './family';
import { count, noTally, type Tally } from './tally';

/** Which histories: those of the seeds seed + first, seed + first + stride, ... */
export interface Order {
  readonly seed: number;
  readonly first: number;
  readonly stride: number;
  /** How many in all. */
  readonly count: number;
  /** Ends the work early. */
  readonly seconds: number | null;
}

/** A promise that was broken: by how many histories, and by which first. */
export interface Breach {
  readonly check: string;
  readonly seed: number;
  /** The how manieth history of its seed, from 0. */
  readonly branch: number;
  readonly times: number;
}

export interface Played {
  readonly tally: Tally;
  readonly breaches: readonly Breach[];
}

/** Of so many seeds one is played with all care (frozen states, a log that went through JSON). */
const CAREFUL = 64;
/** The clock is looked at after so many seeds. */
const GLANCE = 32;
const NONE: ReadonlySet<string> = new Set();

export function playMany(
  { seed: start, first, stride, count: most, seconds }: Order,
  engine: Engine = theRules,
): Played {
  const untilMs = seconds === null ? Infinity : performance.now() + seconds * 1_000;
  const tally = noTally();
  const breaches = new Map<string, Breach>();
  for (let seed = start + first, seeds = 0; tally.histories < most; seed += stride, seeds += 1) {
    if (seeds % GLANCE === 0 && performance.now() >= untilMs) break;
    let branch = 0;
    for (const grown of family(seed, engine, isCareful(seed))) {
      count(tally, grown);
      for (const check of grown.broken.length === 0 ? NONE : new Set(grown.broken.map((one) => one.check))) {
        const known = breaches.get(check) ?? { check, seed, branch, times: 0 };
        breaches.set(check, { ...known, times: known.times + 1 });
      }
      branch += 1;
      if (tally.histories === most) break;
    }
  }
  return { tally, breaches: [...breaches.values()] };
}

/** By its seed, so that a history alone is played as it was among others. */
export const isCareful = (seed: number): boolean => seed % CAREFUL === 0;
