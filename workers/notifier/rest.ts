import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 5_000;

/** Pauses of a loop: even ones while all is well, growing ones while it is not. They end early at the signal. */
export function restAfter(everyMs: number, signal: AbortSignal): { ok(): Promise<void>; failed(): Promise<void> } {
  let failures = 0;
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  return {
    ok() {
      failures = 0;
      return pause(everyMs);
    },
    failed() {
      failures += 1;
      // Jitter, so that several notifiers do not come back in step.
      return pause(Math.min(LONGEST_MS, everyMs * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2));
    },
  };
}
