/** What of an error's details is told to whoever asked, over HTTP and NATS: nothing that names people. */
import { z } from 'zod';
import type { DoorstepError } from './errors';

const problem = z.object({
  field: z.string(),
  reason: z.string(),
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});

/** Their names are the same in an error and in a problem (RFC 9457). */
export const detailsSchema = z.object({
  problems: z.array(problem).optional().describe('Every field at fault.'),
  allowed: z.array(z.string()).optional().describe('The commands that this person could give instead.'),
  field: z.string().optional().describe('What holds the name that is not known.'),
  known: z.array(z.string()).optional().describe('Names that would be known there, the first 50.'),
  total: z.int().optional().describe('How many there are of those.'),
  reason: z.string().optional().describe('Why it is forbidden, in a word that is stable.'),
});
type Details = z.infer<typeof detailsSchema>;
export const TELLABLE = Object.keys(detailsSchema.shape) as readonly (keyof Details)[];

/** Those of a person's directory are not for everybody who may ask. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['PERSON_UNKNOWN']);

export function tellableDetails({ code, details = {} }: Pick<DoorstepError, 'code' | 'details'>): Details {
  const told = OF_PEOPLE.has(code) ? ['field'] : TELLABLE;
  return Object.fromEntries(
    told.flatMap((name) => {
      const parsed = detailsSchema.shape[name as keyof Details].safeParse(details[name]);
      return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
    }),
  );
}
