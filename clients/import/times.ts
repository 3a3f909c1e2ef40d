/** Times as other systems write them. */
import { Temporal } from 'temporal-polyfill';
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
  try {
    const local = Temporal.PlainDateTime.from(
      { ...date, hour: Number(hour), minute: Number(minute), second: Number(secondOfMinute) },
      { overflow: 'reject' },
    );
    const localMs = local.toZonedDateTime('UTC').epochMilliseconds;
    return offset === undefined ? zoneClock(zone).toInstant(localMs) : localMs - offsetMs(offset);
  } catch {
    return undefined;
  }
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
