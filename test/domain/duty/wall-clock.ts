/**
 * The local calendar of a zone, minute by minute, as Intl shows it: no offset is computed and nothing is shared with the
 * code that is tested. A minute is a number of minutes since 1970 in UTC; a local time is written `2026-10-25T02:30`.
 */
const SLOT = 15;
const DAY = 1_440;

export class WallClock {
  private readonly shown = new Map<number, string>();
  /** The first minute that shows a local time. */
  private readonly first = new Map<string, number>();

  /** @param fromDay,toDay in UTC; what is asked later has to lie between them, with a day to spare */
  constructor(zone: string, fromDay: string, toDay: string) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    for (let slot = utcMinute(`${fromDay}T00:00`); slot < utcMinute(`${toDay}T00:00`); slot += SLOT) {
      // The clocks of these zones change on a quarter of an hour, so that within one they go on minute by minute.
      const [date = '', time = ''] = format.format(slot * 60_000).split(' ');
      for (let passed = 0; passed < SLOT; passed += 1) this.note(slot + passed, plusMinutes(`${date}T${time}`, passed));
    }
  }

  localAt(minute: number): string {
    const local = this.shown.get(minute);
    if (local === undefined) throw new Error(`minute ${minute} is not on this clock`);
    return local;
  }

  /** Found by looking; of a time that comes twice the first counts, and one that is skipped is as much later. */
  minuteOf(local: string): number {
    const exact = this.first.get(local);
    if (exact !== undefined) return exact;
    let back = 1;
    while (back < DAY && !this.first.has(plusMinutes(local, -back))) back += 1;
    const before = this.first.get(plusMinutes(local, -back));
    if (before === undefined) throw new Error(`${local} is not on this clock`);
    return before + back;
  }

  private note(minute: number, local: string): void {
    this.shown.set(minute, local);
    if (!this.first.has(local)) this.first.set(local, minute);
  }
}

const utcMinute = (text: string): number => Date.parse(`${text}Z`) / 60_000;

/** On paper: as if no clock ever changed. */
export const plusMinutes = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 16);

export const plusDays = (local: string, days: number): string => plusMinutes(local, days * DAY);

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The same day of a later month, or the last one of a month that is shorter. */
export function plusMonths(local: string, months: number): string {
  const [year = 0, month = 0, day = 0] = local.slice(0, 10).split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(count / 12), count % 12];
  const leap = inMonth === 1 && inYear % 4 === 0 ? 1 : 0;
  const last = (LENGTHS[inMonth] ?? 0) + leap;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${inYear}-${two(inMonth + 1)}-${two(Math.min(day, last))}${local.slice(10)}`;
}

/** `mon` to `sun`. */
export const weekdayOf = (local: string): string =>
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay()] ?? '';
