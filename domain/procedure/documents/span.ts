/** Spans of natural time as people write them: `90s`, `45m`, `2h`, `3d`, `1d 12h`. Milliseconds inside. */
import { z } from 'zod';
import type { Span } from '../../kernel/ids';

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
/** Units from the largest to the smallest, each at most once. */
const SPAN = /^(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?$/;

/** Longest span a document may name. A year of waiting is no escalation any more. */
export const LONGEST_MS = 366 * UNIT_MS.d;
const HINT = 'a span of time such as 90s, 45m, 2h, 3d or 1d 12h';

/** Milliseconds, or undefined for anything that is not a span. Zero is a span. */
export function parseSpan(text: unknown): Span | undefined {
  if (typeof text !== 'string' || text === '' || text !== text.trim()) return undefined;
  const found = SPAN.exec(text);
  if (found === null) return undefined;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * UNIT_MS.d + (hours ?? 0) * UNIT_MS.h + (minutes ?? 0) * UNIT_MS.m + (seconds ?? 0) * UNIT_MS.s;
}

/** `1d 12h`; spans below a second as `250ms`. */
export function formatSpan(spanMs: Span): string {
  if (spanMs < UNIT_MS.s) return `${spanMs}ms`;
  let rest = Math.round(spanMs / UNIT_MS.s) * UNIT_MS.s;
  const parts: string[] = [];
  for (const [unit, unitMs] of Object.entries(UNIT_MS)) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join(' ');
}

/** A span of at least a second and at most 366 days. */
export const spanSchema = z
  .string({
    error: (issue) => (issue.input === undefined ? undefined : `must be ${HINT}, not ${JSON.stringify(issue.input)}`),
  })
  .regex(SPAN)
  .transform((text, context) => {
    const spanMs = parseSpan(text);
    if (spanMs === undefined || spanMs < UNIT_MS.s)
      context.addIssue({ code: 'custom', message: 'must be at least 1s' });
    else if (spanMs > LONGEST_MS) context.addIssue({ code: 'custom', message: 'must be at most 366d' });
    return spanMs ?? 0;
  });
