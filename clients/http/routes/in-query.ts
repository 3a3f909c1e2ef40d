/** Values of a query, where everything is text. */
import { z } from 'zod';
import { LATEST_MS } from '../../../domain';

/** `a,b,c`: any of them. */
export const anyOf = <T>(one: z.ZodType<T, string>, most = 100) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given),
    z.array(one).min(1).max(most),
  );

/** Digits and nothing else: a number by itself would also be an empty text, or one with spaces, points and letters. */
const digits = (given: unknown): unknown =>
  typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given;

export const numberInQuery = (least: number, most: number) =>
  z.preprocess(digits, z.int('must be a whole number').min(least).max(most));

/** `true` asks for it; `false` is as good as left out. */
export const flag = z.enum(['true', 'false']).transform((text) => (text === 'true' ? (true as const) : undefined));

export const INSTANT_FORM = 'must be milliseconds since 1970-01-01T00:00Z, or RFC 3339 with an offset';
const RFC3339 = z.regexes.datetime({ offset: true }).source.slice(1, -1);
const INSTANT = new RegExp(`^(?:\\d{1,15}|${RFC3339})$`);

/** Milliseconds, or RFC 3339 with an offset. What lies behind the end of the year 9999 counts as that. */
export const instantText = z
  .string()
  .regex(INSTANT, INSTANT_FORM)
  .transform((text) => Math.min(/^\d+$/.test(text) ? Number(text) : Date.parse(text), LATEST_MS))
  .describe('Milliseconds since 1970-01-01T00:00Z, or RFC 3339 with an offset.');
