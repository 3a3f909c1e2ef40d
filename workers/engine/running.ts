/** What runs beside the workflows of an engine, until it is stopped. */
export interface Running {
  /** Resolves when what was in hand is finished. */
  stop(): Promise<void>;
}

/** @param run ends soon after the signal, and never throws */
export function running(run: (signal: AbortSignal) => Promise<void>): Running {
  const stopping = new AbortController();
  const end = run(stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await end;
    },
  };
}
