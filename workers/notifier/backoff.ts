/** When a failed delivery is tried again: soon at first, then seldom, and for a day in all. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const PAUSES_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
] as const;

/** What waited longer than this without spending its attempts (an endpoint that rests or is busy) is given up as well. */
export const LONGEST_MS = 26 * HOUR;

/** By then about three minutes are over: a channel that still fails is not waited for alone. */
export const PATIENT_ATTEMPTS = 4;

/** @param attempts begun so far, 1 or more. Undefined when it was the last. */
export function pauseAfter(attempts: number, random: () => number = Math.random): number | undefined {
  const pauseMs = PAUSES_MS[attempts - 1];
  // A fifth to either side, so that what failed together does not come back together.
  return pauseMs === undefined ? undefined : Math.round(pauseMs * (0.8 + random() * 0.4));
}
