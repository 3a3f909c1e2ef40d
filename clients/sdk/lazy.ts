/** Something expensive that is made at its first use, once, and put away at the end. */
import { DoorstepError } from '../../contracts/errors';

export interface Lazy<T> {
  /** Makes it if need be. A maker that failed is asked again by the next caller. */
  get(): Promise<T>;
  close(): Promise<void>;
}

export function lazy<T>(make: () => Promise<T>, putAway: (made: T) => Promise<void>): Lazy<T> {
  let made: Promise<T> | null = null;
  let closed = false;
  return {
    get: () => {
      if (closed) return Promise.reject(new DoorstepError('CLIENT_CLOSED', 'This client was closed.'));
      made ??= make().catch((error: unknown) => {
        made = null;
        throw error;
      });
      return made;
    },
    close: async () => {
      closed = true;
      const last = made;
      made = null;
      if (last !== null) await last.then(putAway, () => undefined);
    },
  };
}
