/** What a request calls itself, so that sending it again counts once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { principalName, type Principal } from './identity/principal';

export const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'must be printable ASCII')
  .describe(
    'Names the request for good, among those of this caller: sent again it gets the same answer, and another body under it is refused with 409. A UUID is a good one.',
  );

/** One caller's key is nobody else's, and says nothing to whoever reads the log. */
export const scopedKey = (principal: Principal, operation: string, key: string): string =>
  `h-${createHash('sha256')
    .update([principalName(principal), operation, unquoted(key)].join('\n'))
    .digest('base64url')
    .slice(0, 32)}`;

/** The draft of the header writes it as a quoted string; most callers write it bare. */
const unquoted = (key: string): string => /^"(.*)"$/.exec(key)?.[1] ?? key;
