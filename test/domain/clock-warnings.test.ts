/** The instants at which a running clock warns, worked out from what is left of it. */
import { extendClock, natural, startClock, type Warning } from '../../domain';
import { HOUR, RULES, T0 } from './given';

const warnsAt = (ms: number, ...warnings: Warning[]): readonly number[] | undefined =>
  startClock(RULES, T0, natural(ms), warnings).warnAtMs?.map((atMs) => atMs - T0);

test('whichever order the procedure names them in, the earliest warning comes first, and equal ones are one', () => {
  expect(warnsAt(8 * HOUR, { beforeMs: HOUR }, { share: 0.5 }, { beforeMs: 4 * HOUR })).toEqual([4 * HOUR, 7 * HOUR]);
});

test('a warning that would come with the start or before it is left out, and so is one with the deadline or after it', () => {
  expect(warnsAt(HOUR, { beforeMs: HOUR })).toBeUndefined();
  expect(warnsAt(HOUR, { beforeMs: 2 * HOUR })).toBeUndefined();
  expect(warnsAt(HOUR, { share: 1 })).toBeUndefined();
  expect(warnsAt(HOUR, { beforeMs: 0 })).toBeUndefined();
  expect(warnsAt(HOUR, { beforeMs: HOUR - 1 }, { beforeMs: 1 })).toEqual([1, HOUR - 1]);
});

test('a share is rounded to the millisecond, and what is rounded onto the start or the deadline is left out', () => {
  expect(warnsAt(10, { share: 0.26 })).toEqual([3]);
  expect(warnsAt(10, { share: 0.04 })).toBeUndefined();
  expect(warnsAt(10, { share: 0.96 })).toBeUndefined();
});

test('GIVEN an extension THEN a share is one of all the time that was granted, the extension too', () => {
  const warnings = [{ share: 0.5 }];
  const clock = startClock(RULES, T0, natural(8 * HOUR), warnings);
  const extended = extendClock(RULES, clock, 4 * HOUR, T0 + HOUR, warnings);
  expect(extended.warnAtMs).toEqual([T0 + 6 * HOUR]);
});
