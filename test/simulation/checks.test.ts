/** The checker is only worth something if it sees what is wrong: every check is shown a history that breaks its promise. */
import { judge } from '../../simulation/check/judge';
import { checks } from '../../simulation/check/checks';
import { generate } from '../../simulation/play/generate';
import type { Trace } from '../../simulation/trace';
import { mutations, type LooseTrace, type Mutation } from './mutations';
import { mutationsOfPractice } from './mutations-of-practice';
import { mutationsOfStaffing } from './mutations-of-staffing';

const SEEDS = 8_000;
const all = { ...mutations, ...mutationsOfPractice, ...mutationsOfStaffing };

/** Played once, however many mutations look through them. */
const traces: Trace[] = [];
function traceOf(seed: number): Trace {
  const trace = traces[seed] ?? generate(seed).trace;
  return (traces[seed] = trace);
}

/** The first history that keeps its promises and holds something to make wrong, made wrong. */
function broken(mutation: Mutation): LooseTrace {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const trace = traceOf(seed);
    const copy = structuredClone(trace) as unknown as LooseTrace;
    if (mutation(copy) && judge(trace).length === 0) return copy;
  }
  throw new Error(`None of ${SEEDS} histories holds anything to make wrong.`);
}

test('every check has a history that breaks it', () => {
  expect(Object.keys(all).sort()).toEqual(checks.map(({ name }) => name).sort());
});

describe.each(Object.entries(all))('%s is broken when', (check, ways) => {
  test.each(Object.entries(ways))('%s', (_what, mutation) => {
    const found = judge(broken(mutation));
    expect(found.map((one) => one.check)).toContain(check);
  });
});
