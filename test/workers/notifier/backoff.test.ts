import { pauseAfter } from '../../../workers/notifier/backoff';

it('tries soon, then seldom, for about a day, and ends', () => {
  const pauses = Array.from({ length: 12 }, (_, index) => pauseAfter(index + 1, () => 0.5));
  expect(pauses.slice(0, 4)).toEqual([5_000, 30_000, 120_000, 600_000]);
  const given = pauses.filter((pause) => pause !== undefined);
  expect(given).toHaveLength(10);
  expect(given.reduce((sum, pause) => sum + pause, 0) / 3_600_000).toBeGreaterThan(23);
  expect(pauses.slice(10)).toEqual([undefined, undefined]);
  expect([pauseAfter(1, () => 0), pauseAfter(1, () => 1)]).toEqual([4_000, 6_000]);
});
