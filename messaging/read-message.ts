import type { z } from 'zod';

interface HasText {
  string(): string;
}

/** The body as its schema says, or what is wrong with it. Never throws, and never quotes the body. */
export function readMessage<T>(
  schema: z.ZodType<T>,
  msg: HasText,
): { readonly value: T } | { readonly problem: string } {
  let body: unknown;
  try {
    body = JSON.parse(msg.string());
  } catch {
    return { problem: 'not JSON' };
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return { value: parsed.data };
  return { problem: parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'body'}: ${code}`).join('; ') };
}

/** Leaves out what does not fit: a reader can do nothing about a message of another version. */
export const readWith =
  <T>(schema: z.ZodType<T>) =>
  (msg: HasText): T | undefined => {
    const read = readMessage(schema, msg);
    return 'value' in read ? read.value : undefined;
  };
