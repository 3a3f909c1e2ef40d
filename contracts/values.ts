/** Texts, instants and spans as every edge takes them: nothing that the log could not keep. */
import { z } from 'zod';
import { canBeKept, LATEST_MS, LONGEST_SPAN_MS, MOST_NUMBER, type Instant, type Span } from '../domain';

/** What is left out is said to be missing, whatever form it should have had. */
export const must = (form: string) => ({
  error: (issue: { readonly input?: unknown }) => (issue.input === undefined ? 'is missing' : `must be ${form}`),
});

/**
 * For the description of the interface: something that is no white space, and no U+0000 (white space of JavaScript has U+FEFF,
 * that of other languages has not).
 */

const WRITING = /^[^\u0000]*[^\u0000\s\ufeff][^\u0000]*$/;
const UNKEPT = 'must hold no U+0000 and no half of a surrogate pair';

/** White space around it does not count. */
export function wordsOf(most: number) {
  const form = `text of 1 to ${most.toLocaleString('en')} characters`;
  return z
    .string(must(form))
    .trim()
    .min(1, { ...must(form), abort: true })
    .max(most, { ...must(form), abort: true })
    .refine(canBeKept, { error: UNKEPT, abort: true })
    .regex(WRITING, must(form));
}

/** As it was typed, and at most so long. */
export const keptText = (most: number, least = 0) =>
  z
    .string()
    .min(least)
    .max(most)

    .regex(/^[^\u0000]*$/, { error: UNKEPT, abort: true })
    .refine(canBeKept, UNKEPT);

const INSTANT_FORM = 'an instant in milliseconds, at the end of the year 9999 at the latest';
export const instantMs: z.ZodType<Instant, number> = z
  .int(must('an instant in milliseconds'))
  .min(0, must(INSTANT_FORM))
  .max(LATEST_MS, must(INSTANT_FORM))
  .describe('Milliseconds since 1970-01-01T00:00Z.');

export const spanMs: z.ZodType<Span, number> = z.int().min(1).max(LONGEST_SPAN_MS).describe('Milliseconds.');

/** Of an event within its issue; of a version. */
export const ordinal = z.int().min(1).max(MOST_NUMBER);
