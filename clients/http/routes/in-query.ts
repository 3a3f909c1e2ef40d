/** Values of a query, where everything is text. */
import { z } from 'zod';

/** `a,b,c`: any of them. */
export const anyOf = <T>(one: z.ZodType<T, string>, most = 100) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(one).min(1).max(most));

/** `true` asks for it; `false` is as good as left out. */
export const flag = z.enum(['true', 'false']).transform((text) => (text === 'true' ? (true as const) : undefined));

const RFC3339 = z.iso.datetime({ offset: true });
export const INSTANT_FORM = 'must be milliseconds since 1970-01-01T00:00Z, or RFC 3339 with an offset';

/** Milliseconds, or RFC 3339 with an offset. */
export const instantText = z
  .string()
  .refine((text) => /^\d{1,15}$/.test(text) || RFC3339.safeParse(text).success, INSTANT_FORM)
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .describe('Milliseconds since 1970-01-01T00:00Z, or RFC 3339 with an offset.');
