/** Whoever brings wrong credentials again and again is refused without asking the database. In memory of one process. */
import { networkOf } from '../../../store';

/** Wrong credentials a minute from one network. */
const FREE = 60;
const MINUTE_MS = 60_000;
/** No more are remembered: an attacker with many addresses costs us nothing but their names. */
const MOST = 20_000;

export interface Brake {
  isOn(address: string): boolean;
  failed(address: string): void;
}

export function brake(now: () => number = Date.now): Brake {
  let minute = 0;
  let failures = new Map<string, number>();
  const current = (): Map<string, number> => {
    const at = Math.floor(now() / MINUTE_MS);
    if (at !== minute) {
      minute = at;
      failures = new Map();
    }
    return failures;
  };
  return {
    isOn: (address) => (current().get(networkOf(address)) ?? 0) >= FREE,
    failed: (address) => {
      const known = current();
      const network = networkOf(address);
      if (known.size < MOST || known.has(network)) known.set(network, (known.get(network) ?? 0) + 1);
    },
  };
}
