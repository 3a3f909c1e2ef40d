/** Hours of the week by a local clock: whether they are on at an instant, and until when that stays so. */
import type { ClockHours } from '../directory/staffing';
import type { ZoneClock } from '../directory/zone-clock';
import type { Instant } from '../kernel/ids';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1970-01-01 was a Thursday; Monday is 0. */
const FIRST_WEEKDAY = 3;
/** Whatever is on once a week begins again within so many days, as long as the clocks don't skip it. */
const AHEAD = 8;

export interface HoursNow {
  readonly on: boolean;
  /** When that changes, or has to be looked at again: nothing is looked up for more than a week ahead. */
  readonly untilMs: Instant;
}

/** Hours belong to the day on which they begin. An end that the clocks skip, or show twice, is as everywhere: later, or the first. */
export function hoursAt(hours: readonly ClockHours[], clock: ZoneClock, atMs: Instant): HoursNow {
  const today = Math.floor(clock.toLocal(atMs) / DAY_MS);
  const spans = spansFrom(hours, clock, today - 2, today + AHEAD);
  let endMs = atMs;
  for (const span of spans) if (span.fromMs <= endMs) endMs = Math.max(endMs, span.untilMs);
  if (endMs > atMs) return { on: true, untilMs: endMs };
  const next = spans.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? clock.toInstant((today + AHEAD + 1) * DAY_MS);
  return { on: false, untilMs: next };
}

/** In the order of their beginnings; one that a change of the clocks leaves nothing of is left out. */
function spansFrom(hours: readonly ClockHours[], clock: ZoneClock, first: number, last: number) {
  const spans: { readonly fromMs: Instant; readonly untilMs: Instant }[] = [];
  for (let day = first; day <= last; day += 1) {
    const weekday = (day + FIRST_WEEKDAY) % 7;
    for (const { days, fromMinute, toMinute } of hours) {
      if (days !== undefined && !days.includes(weekday)) continue;
      const begin = day * DAY_MS + fromMinute * MINUTE_MS;
      const end = (toMinute > fromMinute ? day : day + 1) * DAY_MS + toMinute * MINUTE_MS;
      const [fromMs, untilMs] = [clock.toInstant(begin), clock.toInstant(end)];
      if (fromMs < untilMs) spans.push({ fromMs, untilMs });
    }
  }
  return spans.sort((a, b) => a.fromMs - b.fromMs);
}
