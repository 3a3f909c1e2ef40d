/** The only way in which tests wait: for a condition, with a bound that is generous since machines are shared. */
import { setTimeout as pause } from 'node:timers/promises';

export const GENEROUS_MS = 90_000;

/** Quick at first, for what passes soon; then seldom, so that looking does not take the processor from what is looked for. */
export const lookAgainMs = (waitedMs: number): number => Math.min(200, Math.max(20, waitedMs / 10));

/**
 * What `look` gives as soon as it gives something. A look that throws is one that saw nothing: servers are being killed
 * here. Throws with `what`, and the last error, when the bound is over.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  boundMs = GENEROUS_MS,
): Promise<T> {
  const began = performance.now();
  for (;;) {
    const seen = await attempt(look);
    if (seen.found !== undefined && seen.found !== false) return seen.found;
    const waitedMs = performance.now() - began;
    if (waitedMs > boundMs)
      throw new Error(`It never happened within ${boundMs / 1000} s: ${what}.`, { cause: seen.error });
    await pause(lookAgainMs(waitedMs));
  }
}

async function attempt<T>(look: () => Promise<T> | T): Promise<{ found?: T; error?: unknown }> {
  try {
    return { found: await look() };
  } catch (error) {
    return { error };
  }
}
