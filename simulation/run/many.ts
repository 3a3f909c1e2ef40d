/** Plays and judges histories one after another: the work of one core. */
import { judge } from '../check/judge';
import { theRules, type Engine } from '../engine';
import { generate } from '../play/generate';
import { count, noTally, type Tally } from './tally';

/** Which histories: seed + first, seed + first + stride, ... History n of seed s is history 0 of seed s + n. */
export interface Order {
  readonly seed: number;
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  /** Ends the work early. */
  readonly seconds: number | null;
}

/** A promise that was broken: by how many histories, and by which first. */
export interface Breach {
  readonly check: string;
  readonly seed: number;
  readonly times: number;
}

export interface Played {
  readonly tally: Tally;
  readonly breaches: readonly Breach[];
}

/** Of so many histories one is played with all care (frozen states, a log that went through JSON). */
const CAREFUL = 64;
/** The clock is looked at after so many histories. */
const GLANCE = 256;

export function playMany({ seed, first, stride, count: most, seconds }: Order, engine: Engine = theRules): Played {
  const untilMs = seconds === null ? Infinity : performance.now() + seconds * 1_000;
  const tally = noTally();
  const breaches = new Map<string, Breach>();
  for (let n = first; n < most; n += stride) {
    if (tally.histories % GLANCE === 0 && performance.now() >= untilMs) break;
    const generated = generate(seed + n, engine, isCareful(seed + n));
    count(tally, generated);
    const broken = judge(generated.trace);
    if (broken.length === 0) continue;
    for (const check of new Set(broken.map((one) => one.check))) {
      const known = breaches.get(check) ?? { check, seed: seed + n, times: 0 };
      breaches.set(check, { ...known, times: known.times + 1 });
    }
  }
  return { tally, breaches: [...breaches.values()] };
}

/** By its seed, so that a history alone is played as it was among others. */
export const isCareful = (seed: number): boolean => seed % CAREFUL === 0;
