/** Chance that depends on names only: the same seed and the same names give the same number, in whatever order things happen. */
import { createHash } from 'node:crypto';

/** Evenly spread over [0, 1). */
export type Chance = (...names: readonly (string | number)[]) => number;

export const chanceOf =
  (seed: number): Chance =>
  (...names) =>
    createHash('sha256')
      .update([seed, ...names].join('\n'))
      .digest()
      .readUInt32BE(0) /
    2 ** 32;

/** The kind on which a number of [0, 1) falls; weights need not add up to anything. */
export function pick<T extends string>(weights: Readonly<Record<T, number>>, at: number): T {
  const kinds = Object.entries(weights) as [T, number][];
  let left = at * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return kinds[kinds.length - 1]![0];
}

/** From the lower to the upper bound. */
export const between = (from: number, to: number, at: number): number => from + (to - from) * at;
