/** Ends a pause early: who has made work says so, and nobody waits for the next look. */
export interface Nudge {
  nudge(): void;
  /** Resolves after this long, at a nudge, or at the signal. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export function createNudge(): Nudge {
  const waiting = new Set<() => void>();
  return {
    nudge() {
      for (const wake of [...waiting]) wake();
    },
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        waiting.add(end);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      }),
  };
}
