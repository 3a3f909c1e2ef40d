/** How a set of measurements is spread: nearest-rank percentiles over all of them, nothing sampled or smoothed. */
import { round } from '../targets';

export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN, 2);
  return { count: sorted.length, min: at(0), p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

export const SPREAD_HEAD = ['', 'count', 'p50', 'p90', 'p99', 'max'] as const;
export const spreadRow = (name: string, { count, p50, p90, p99, max }: Spread) =>
  [name, count, p50, p90, p99, max] as const;

/** Milliseconds since 1970 with fractions: the same clock as Date.now, read finer. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
