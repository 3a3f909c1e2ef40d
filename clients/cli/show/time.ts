/** Instants and spans as people read them. */
import type { Instant, Span } from '../../../domain';
import { formatSpan } from '../../../domain/procedure/documents/span';
import type { Words } from '../words/words';

export interface Clockface {
  /** `2026-10-02 14:05:07` in the zone. */
  local(atMs: Instant): string;
  /** `in 3h 40m`, `20m ago`. */
  relative(atMs: Instant): string;
  /** Both: `2026-10-02 14:05:07 (in 3h 40m)`. */
  instant(atMs: Instant): string;
  span(ms: Span): string;
  readonly zone: string;
}

/** @param zone IANA name; the machine's own when left out */
export function clockface(
  words: Words,
  nowMs: Instant,
  zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
): Clockface {
  // Swedish writes dates as ISO does: the same in both languages, and unambiguous.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const local = (atMs: Instant): string => format.format(atMs);
  const span = (ms: Span): string => twoLargest(ms, words);
  const relative = (atMs: Instant): string => {
    const awayMs = atMs - nowMs;
    if (Math.abs(awayMs) < 1_000) return words.now;
    return awayMs > 0 ? words.in(span(awayMs)) : words.ago(span(-awayMs));
  };
  return { local, relative, instant: (atMs) => `${local(atMs)} (${relative(atMs)})`, span, zone };
}

/** `3h 40m`; what is smaller than the second unit is left out. */
function twoLargest(ms: Span, words: Words): string {
  return formatSpan(ms)
    .split(' ')
    .slice(0, 2)
    .map((part) => part.replace(/[a-z]+$/, (unit) => words.spanUnits[unit as keyof Words['spanUnits']]))
    .join(' ');
}
