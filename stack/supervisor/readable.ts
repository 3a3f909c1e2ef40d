/** Lines of a log for a person: what our processes write as JSON becomes one sentence. */
import { z } from 'zod';

const lineSchema = z.object({
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
  Error: z.string().optional(),
});

export function readable(line: string): string {
  const parsed = lineSchema.safeParse(parse(line));
  if (!parsed.success) return line;
  const { msg, err, Error: reason } = parsed.data;
  return [msg, err?.message ?? reason].filter(Boolean).join(': ');
}

/** Indented below the sentence of an error. */
export function quote(lines: readonly string[]): string {
  return lines.map((line) => `\n  | ${readable(line)}`).join('');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
