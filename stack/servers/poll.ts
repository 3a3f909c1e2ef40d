import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until it succeeds or the signal aborts; then throws the last failure. */
export async function poll<T>(signal: AbortSignal, attempt: () => Promise<T>, everyMs = 25): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
}
