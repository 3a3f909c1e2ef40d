/** Smaller numbers, shorter and plainer terms. */
import type { Repeat, Term } from '../../domain';

const HOUR_MS = 3_600_000;

export function* simplerRepeats(repeat: Repeat): Generator<Repeat> {
  for (const times of fewer(repeat.times)) yield { ...repeat, times };
  for (const every of simplerTerms(repeat.every)) yield { ...repeat, every };
}

export function* simplerTerms({ ms, time }: Term): Generator<Term> {
  if (time === 'working') yield { ms, time: 'natural' };
  if (ms > HOUR_MS && ms % HOUR_MS !== 0) yield { ms: Math.floor(ms / HOUR_MS) * HOUR_MS, time };
  if (ms !== HOUR_MS && (ms < HOUR_MS || ms % HOUR_MS === 0)) yield { ms: HOUR_MS, time };
}

export function* fewer(count: number): Generator<number> {
  if (count > 0) yield count - 1;
}
