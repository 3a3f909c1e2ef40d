/**
 * Terms as people write them: natural time as in span.ts (`2h`, `1d 12h`), or working time (`5wd`, `8wh`, `1wd 4wh`).
 * How long a working day is, the calendar of a place says; until then days stay days.
 */
import { z } from 'zod';
import type { Span } from '../../kernel/ids';
import type { Term } from '../../kernel/term';
import { formatSpan, LONGEST_MS, parseSpan } from './span';

export type WrittenTerm =
  | { readonly time: 'natural'; readonly ms: Span }
  /** `ms` is what is written beside the days. */
  | { readonly time: 'working'; readonly days: number; readonly ms: Span };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A day in comparisons, which are made before a calendar is known. */
const ASSUMED_DAY_MS = 8 * HOUR_MS;
/** About a year of work; LONGEST_MS is the same for natural time. */
const LONGEST_DAYS = 260;

const WORKING = /^(?:(\d{1,6})wd)? ?(?:(\d{1,6})wh)? ?(?:(\d{1,6})wm)?$/;
/** Either grammar, for editors. */
const TERM =
  /^(?:(?:\d{1,6}d)? ?(?:\d{1,6}h)? ?(?:\d{1,6}m)? ?(?:\d{1,6}s)?|(?:\d{1,6}wd)? ?(?:\d{1,6}wh)? ?(?:\d{1,6}wm)?)$/;
const HINT = 'a span of time such as 45m, 2h or 1d 12h, or of working time such as 5wd, 8wh or 1wd 4wh';

/** Undefined for anything that is no term. Zero is a term. */
export function parseTerm(text: unknown): WrittenTerm | undefined {
  const naturalMs = parseSpan(text);
  if (naturalMs !== undefined) return { time: 'natural', ms: naturalMs };
  if (typeof text !== 'string' || text === '' || text !== text.trim()) return undefined;
  const found = WORKING.exec(text);
  if (found === null) return undefined;
  const [days = 0, hours = 0, minutes = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return { time: 'working', days, ms: hours * HOUR_MS + minutes * MINUTE_MS };
}

/** As it would be written; the shortest way to say it. */
export function formatTerm(term: WrittenTerm): string {
  if (term.time === 'natural') return formatSpan(term.ms);
  const counts = [
    [term.days, 'wd'],
    [Math.floor(term.ms / HOUR_MS), 'wh'],
    [Math.floor((term.ms % HOUR_MS) / MINUTE_MS), 'wm'],
  ] as const;
  return counts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(' ') || '0wm';
}

/** @param usualDayMs how long a working day of the calendar is; natural terms need none */
export const resolveTerm = (term: WrittenTerm, usualDayMs: Span): Term =>
  term.time === 'natural' ? term : { time: 'working', ms: term.days * usualDayMs + term.ms };

/** To compare terms of the same kind, before a calendar is known. */
export const roughly = (term: WrittenTerm): Span => resolveTerm(term, ASSUMED_DAY_MS).ms;

/** What a comparison found, in the words of a document. */
export function formatRoughly(time: WrittenTerm['time'], ms: Span): string {
  if (time === 'natural') return formatSpan(ms);
  const days = Math.floor(ms / ASSUMED_DAY_MS);
  return formatTerm({ time, days, ms: ms - days * ASSUMED_DAY_MS });
}

function flawOf(text: string): string | undefined {
  const term = parseTerm(text);
  if (term === undefined) {
    const mixed = text.split(' ').every((part) => parseTerm(part) !== undefined);
    return mixed
      ? `mixes natural and working time: ${JSON.stringify(text)}`
      : `must be ${HINT}, not ${JSON.stringify(text)}`;
  }
  if (term.time === 'natural') {
    if (term.ms < 1_000) return 'must be at least 1s';
    return term.ms > LONGEST_MS ? 'must be at most 366d' : undefined;
  }
  if (roughly(term) < MINUTE_MS) return 'must be at least 1wm';
  return roughly(term) > LONGEST_DAYS * ASSUMED_DAY_MS ? `must be at most ${LONGEST_DAYS}wd` : undefined;
}

/** Natural: at least a second, at most 366 days. Working: at least a minute, at most 260 days of eight hours. */
export const termSchema = z
  .string({
    error: (issue) => (issue.input === undefined ? undefined : `must be ${HINT}, not ${JSON.stringify(issue.input)}`),
  })
  // The pattern is for editors; what is wrong, flawOf says better than it.
  .regex(TERM, { error: ({ input }) => flawOf(String(input)) ?? `must be ${HINT}` })
  .transform((text, context): WrittenTerm => {
    const flaw = flawOf(text);
    if (flaw !== undefined) context.addIssue({ code: 'custom', message: flaw });
    return parseTerm(text) ?? { time: 'natural', ms: 0 };
  });
