/** Times as other systems write them. */
import { zoneClock } from '../../domain/directory/zone-clock';
import type { Instant } from '../../domain';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const TIME = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?`;
const OFFSET = String.raw`\s*(Z|[+-]\d{2}:?\d{2})?`;
const FORM = new RegExp(String.raw`^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})${TIME}${OFFSET}$`, 'i');

/**
 * `2025-03-01T08:00:00Z`, `2025-03-01 08:00`, `2025/3/1`, and with another order `01.03.2025 08:00`. Without an offset by the
 * clock of the zone; without a time the day's beginning. Undefined for anything else.
 */
export function parseTime(text: string, order: DateOrder, zone: string): Instant | undefined {
  const found = FORM.exec(text.trim());
  if (found === null) return undefined;
  const [, first = '', second = '', third = '', hour = '0', minute = '0', secondOfMinute = '0', offset] = found;
  const date = dateOf([first, second, third], order);
  if (date === undefined) return undefined;
  const clock = [hour, minute, secondOfMinute].map(Number) as [number, number, number];
  const localMs = Date.UTC(date.year, date.month - 1, date.day, ...clock);
  // A 30 February or a 25 o'clock would roll over into something else.
  const read = new Date(localMs);
  const isReal =
    read.getUTCFullYear() === date.year &&
    read.getUTCMonth() === date.month - 1 &&
    read.getUTCDate() === date.day &&
    read.getUTCHours() === clock[0] &&
    read.getUTCMinutes() === clock[1] &&
    read.getUTCSeconds() === clock[2];
  if (!isReal) return undefined;
  return offset === undefined ? zoneClock(zone).toInstant(localMs) : localMs - offsetMs(offset);
}

/** A year of four digits that comes first is one, whatever the order. */
function dateOf(parts: readonly [string, string, string], order: DateOrder) {
  const meant = parts[0].length === 4 ? 'ymd' : order;
  const at = (letter: string): string => parts[meant.indexOf(letter)] ?? '';
  if (at('y').length !== 4 || at('m').length > 2 || at('d').length > 2) return undefined;
  return { year: Number(at('y')), month: Number(at('m')), day: Number(at('d')) };
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)].map(Number);
  return (offset.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
