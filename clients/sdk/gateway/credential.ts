/** What a client shows the gateway with each request. */
import { DoorstepError } from '../../../contracts/errors';

/** An API key or a token; a function is asked before each attempt, for tokens that expire. */
export type Credential = string | (() => string | Promise<string>);

/** The value of the header. Throws DoorstepError ARGUMENT_INVALID, which does not repeat the credential. */
export async function authorization(credential: Credential): Promise<string> {
  return `Bearer ${checkedCredential(typeof credential === 'string' ? credential : await credential())}`;
}

export function checkedCredential(text: string): string {
  if (/^[\x21-\x7e]{1,8000}$/.test(text)) return text;
  throw new DoorstepError('ARGUMENT_INVALID', 'The key is missing, or holds what no header can carry.', {
    remedy: 'Make one with `doorstep key add`, and pass it without line ends.',
    place: { field: 'key' },
  });
}

/** Throws DoorstepError ARGUMENT_INVALID. */
export function checkedTimeout(timeoutMs = 60_000): number {
  if (Number.isFinite(timeoutMs) && timeoutMs > 0) return timeoutMs;
  throw new DoorstepError('ARGUMENT_INVALID', 'timeoutMs must be a number of milliseconds above 0.', {
    place: { field: 'timeoutMs' },
  });
}
