import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

const LONGEST_MS = 5_000;
const DAY_MS = 86_400_000;
/** Not in the moment in which everything starts. */
const FIRST_MS = 60_000;
const GRACE_MS = 3_000;

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

/**
 * Once a day, beginning a minute after the start, in as many bites as it takes; after a failure, of which the log tells, later
 * and later. Runs until the signal is aborted. Never throws.
 * @param bite whether it took as much as it may, and there may be more
 */
export async function daily(
  { signal, log, trouble }: Omit<Rounds, 'everyMs'>,
  bite: () => Promise<boolean>,
): Promise<void> {
  const rest = restAfter(1_000, signal);
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  await pause(FIRST_MS);
  while (!signal.aborted) {
    try {
      // A short rest between two bites: nobody waits for it.
      await ((await bite()) ? rest.ok() : pause(DAY_MS));
    } catch (error) {
      log.warn({ err: error }, trouble);
      await rest.failed();
    }
  }
}

/** What is under way when a stop is asked for gets a moment to end by itself. */
export function laterThan(signal: AbortSignal): AbortSignal {
  const stopped = new AbortController();
  const stop = (): void => void setTimeout(() => stopped.abort(), GRACE_MS).unref();
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return stopped.signal;
}

export interface Rounds {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** What could not be done, for the log. */
  readonly trouble: string;
}
