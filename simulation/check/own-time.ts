/**
 * Time as a clock counts it, worked out a second time and another way: the working stretches of a place are written
 * out one after another with a running sum, and both questions are a search in that list.
 */
import type { Instant, IssueRules, Span, Term } from '../../domain';

type WorkingTime = NonNullable<IssueRules['workingTime']>;
type TimeKind = Term['time'];

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When a term that starts then is over: the first instant at which all of it has passed. */
export const over = (rules: IssueRules, time: TimeKind, fromMs: Instant, ms: Span): Instant =>
  time === 'natural' ? fromMs + ms : sheetOf(rules).over(fromMs, ms);

/** How much of a clock's time lies between; 0 when the second instant is not later. */
export const passed = (rules: IssueRules, time: TimeKind, fromMs: Instant, toMs: Instant): Span =>
  toMs <= fromMs ? 0 : time === 'natural' ? toMs - fromMs : sheetOf(rules).before(toMs) - sheetOf(rules).before(fromMs);

/** The hours of a place, written out as far as anybody asked. */
class Sheet {
  private readonly starts: Instant[] = [];
  private readonly ends: Instant[] = [];
  /** Working time before each stretch. */
  private readonly sums: Span[] = [];
  private day: number;
  private total = 0;
  private writtenMs = -Infinity;

  constructor(
    private readonly time: WorkingTime,
    fromMs: Instant,
  ) {
    this.day = Math.floor(fromMs / DAY_MS) - 400;
  }

  /** Working time from the beginning of the sheet until then. */
  before(atMs: Instant): Span {
    while (this.writtenMs < atMs) this.write();
    const index = lastAtMost(this.starts, atMs);
    if (index < 0) return 0;
    return (this.sums[index] ?? 0) + Math.min(atMs, this.ends[index] ?? 0) - (this.starts[index] ?? 0);
  }

  over(fromMs: Instant, ms: Span): Instant {
    if (ms <= 0) return fromMs;
    const goal = this.before(fromMs) + ms;
    while (this.total < goal) this.write();
    // The last stretch that begins with less than the goal behind it is the one in which it is reached.
    const index = lastAtMost(this.sums, goal - 1);
    return (this.starts[index] ?? 0) + goal - (this.sums[index] ?? 0);
  }

  /** Writes out one more day. */
  private write(): void {
    const day = this.day++;
    for (const [from, to] of hoursOf(this.time, day)) {
      const start = instantOf(this.time, day * DAY_MS + from * MINUTE_MS);
      const end = instantOf(this.time, day * DAY_MS + to * MINUTE_MS);
      if (end <= start) continue;
      this.starts.push(start);
      this.ends.push(end);
      this.sums.push(this.total);
      this.total += end - start;
    }
    // Local days reach at most a day beyond those of UTC.
    this.writtenMs = (day - 1) * DAY_MS;
  }
}

/** The first instant at which clocks on the wall show at least this: of a skipped time the change, of one that comes twice the first. */
function instantOf({ offsets }: WorkingTime, localMs: number): Instant {
  for (const [index, { fromMs, minutes }] of offsets.entries()) {
    const atMs = Math.max(index === 0 ? -Infinity : fromMs, localMs - minutes * MINUTE_MS);
    if (atMs < (offsets[index + 1]?.fromMs ?? Infinity)) return atMs;
  }
  return localMs;
}

function hoursOf({ days, firstDay, week, usual }: WorkingTime, day: number): WorkingTime['usual'] {
  // Day 4 was Monday, 5 January 1970.
  const weekly = week[(((day - 4) % 7) + 7) % 7] ?? [];
  const known = days[day - firstDay];
  if (known === '0') return [];
  return known === '1' && weekly.length === 0 ? usual : weekly;
}

/** The index of the last number of an ascending list that is at most `limit`; -1 when there is none. */
function lastAtMost(list: readonly number[], limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const sheets = new WeakMap<WorkingTime, Sheet>();

function sheetOf({ workingTime }: IssueRules): Sheet {
  if (workingTime === undefined) throw new RangeError('Working time is counted without a calendar.');
  const known = sheets.get(workingTime);
  if (known !== undefined) return known;
  const sheet = new Sheet(workingTime, workingTime.firstDay * DAY_MS);
  sheets.set(workingTime, sheet);
  return sheet;
}
