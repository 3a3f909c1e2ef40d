import type { Span } from '../../domain';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** `1d 12h`, to the millisecond: here the last one matters. */
export function exactSpan(ms: Span): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join(' ') || '0';
}

/** `2026-01-05 08:00:00Z`, with milliseconds where there are any. */
export const exactTime = (atMs: number): string => new Date(atMs).toISOString().replace('T', ' ').replace('.000Z', 'Z');
