/** Dates as GeoReport v2 wants them (W3C note: with an offset, always) and spans of them. */
import { Temporal } from 'temporal-polyfill';
import { zoneClock } from '../../../domain/directory/zone-clock';
import type { Instant } from '../../../domain';

const DAY_MS = 86_400_000;
/** More can't be asked for at once. */
export const SPAN_MS = 90 * DAY_MS;

/** `2026-11-29T08:00:00+08:00`: the second in which the instant lies, by the clock of the zone. */
export function w3cDate(atMs: Instant, zone: string): string {
  const wholeMs = wholeSecond(atMs);
  const offsetMin = Math.round((zoneClock(zone).toLocal(wholeMs) - wholeMs) / 60_000);
  const local = new Date(wholeMs + offsetMin * 60_000).toISOString().slice(0, 19);
  const two = (value: number): string => String(value).padStart(2, '0');
  const away = Math.abs(offsetMin);
  return `${local}${offsetMin < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

export const wholeSecond = (atMs: Instant): Instant => Math.floor(atMs / 1_000) * 1_000;

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Undefined for what is no date with a time and an offset. A space where the offset begins is a plus that its sender did
 * not encode.
 */
export function parseW3cDate(text: string): Instant | undefined {
  const meant = text.replace(/ (?=\d\d:\d\d$)/, '+');
  if (!FORM.test(meant)) return undefined;
  try {
    return Temporal.Instant.from(meant).epochMilliseconds;
  } catch {
    return undefined;
  }
}

export interface Range {
  readonly fromMs: Instant;
  readonly toMs: Instant;
}

/**
 * The span that a sender asks for; null when it is longer than 90 days. The latest 90 days when neither end is given, 90 days
 * from or to the one that is.
 */
export function rangeOf(fromMs: Instant | undefined, toMs: Instant | undefined, nowMs: Instant): Range | null {
  const endMs = toMs ?? (fromMs === undefined ? nowMs : fromMs + SPAN_MS);
  const range = { fromMs: fromMs ?? endMs - SPAN_MS, toMs: endMs };
  return range.toMs - range.fromMs > SPAN_MS ? null : range;
}
