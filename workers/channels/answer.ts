/** What an answer by HTTP says of a letter, where the channel has nothing of its own to say. */
import { failed, type Result } from './channel';
import type { Posted } from './post';

/** When nobody says how long to wait. */
const PATIENCE_MS = 30_000;
/** Nobody is waited for longer in one go: the notice grows stale. */
const LONGEST_PATIENCE_MS = 3_600_000;

export const busyFor = (askedMs: number | undefined): Result => ({
  outcome: 'busy',
  afterMs: Math.min(Math.max(askedMs ?? PATIENCE_MS, 1_000), LONGEST_PATIENCE_MS),
});

/** Undefined when the status is one of success: then the channel looks further. */
export function faultOf(posted: Posted): Result | undefined {
  if ('failure' in posted) {
    if (posted.failure === 'address-refused') return failed('address-refused', { permanent: true });
    return failed(posted.failure, { unwell: true });
  }
  const { status, retryAfterMs } = posted;
  if (status >= 200 && status <= 299) return undefined;
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) return busyFor(retryAfterMs);
  if (status === 410) return failed('gone', { permanent: true, gone: true });
  if (status >= 300 && status <= 399) return failed('redirected');
  // A receiver that is being deployed answers 404 or 401 for a while: only 410 is for good.
  return status >= 500 ? failed('server-failed', { unwell: true }) : failed('refused');
}
