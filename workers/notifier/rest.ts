import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

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

/** One round after another until the signal is aborted; after a failure, of which the log tells, later and later. Never throws. */
export async function inRounds({ everyMs, signal, log, trouble }: Rounds, round: () => Promise<void>): Promise<void> {
  const rest = restAfter(everyMs, signal);
  while (!signal.aborted) {
    try {
      await round();
      await rest.ok();
    } catch (error) {
      log.warn({ err: error }, trouble);
      await rest.failed();
    }
  }
}

export interface Rounds {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** What could not be done, for the log. */
  readonly trouble: string;
}
