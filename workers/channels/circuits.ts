/**
 * One circuit per endpoint. After failures in a row it opens: letters wait instead of spending their attempts on a server that is
 * down, and the server is not hammered while it comes back. When its time is over one letter goes as a probe, and its
 * fate decides for all.
 */
export interface Circuits {
  /** 0: go ahead, and say afterwards how it went; else how long to wait, in milliseconds. */
  waitMs(endpoint: string): number;
  succeeded(endpoint: string): void;
  failed(endpoint: string): void;
  /** The endpoint itself asked for a pause. */
  pause(endpoint: string, ms: number): void;
  /** The letter came to nothing that says anything about the endpoint. */
  forgo(endpoint: string): void;
}

interface Circuit {
  failures: number;
  /** Closed while 0. */
  openUntilMs: number;
  openedTimes: number;
  probing: boolean;
}

const OPENS_AFTER = 5;
const FIRST_MS = 15_000;
const LONGEST_MS = 10 * 60_000;
/** While a probe is under way the others look again after this. */
const PROBE_MS = 2_000;

export function createCircuits(now: () => number = Date.now): Circuits {
  const circuits = new Map<string, Circuit>();
  const known = (endpoint: string): Circuit => {
    const found = circuits.get(endpoint) ?? { failures: 0, openUntilMs: 0, openedTimes: 0, probing: false };
    circuits.set(endpoint, found);
    return found;
  };
  const open = (circuit: Circuit): void => {
    // Jitter, so that several notifiers do not probe in step.
    const forMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** circuit.openedTimes) * (0.8 + Math.random() * 0.4);
    circuit.openUntilMs = now() + forMs;
    circuit.openedTimes += 1;
    circuit.probing = false;
  };
  return {
    waitMs(endpoint) {
      const circuit = circuits.get(endpoint);
      if (circuit === undefined || circuit.openUntilMs === 0) return 0;
      const leftMs = circuit.openUntilMs - now();
      if (leftMs > 0) return leftMs;
      if (circuit.probing) return PROBE_MS;
      circuit.probing = true;
      return 0;
    },
    succeeded: (endpoint) => void circuits.delete(endpoint),
    failed(endpoint) {
      const circuit = known(endpoint);
      circuit.failures += 1;
      // Letters that were under way when it opened fail as well; they do not make it longer.
      if (circuit.openUntilMs > now() && !circuit.probing) return;
      if (circuit.probing || circuit.failures >= OPENS_AFTER) open(circuit);
    },
    pause(endpoint, ms) {
      const circuit = known(endpoint);
      circuit.openUntilMs = Math.max(circuit.openUntilMs, now() + ms);
      circuit.probing = false;
    },
    forgo(endpoint) {
      const circuit = circuits.get(endpoint);
      if (circuit !== undefined) circuit.probing = false;
    },
  };
}
