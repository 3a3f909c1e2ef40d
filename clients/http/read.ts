/** Reads of the store for a caller who waits: tried again while the database is away, until a bound. */
import type { Database } from '../../store';
import { persist } from '../sdk/persist';
import { away, verdict } from '../sdk/reading/from-database';

const WITHIN_MS = 15_000;

/** Throws DoorstepError SERVER_AWAY when the database did not answer in time. */
export const read = <T>({ database }: { readonly database: Database }, call: (from: Database) => Promise<T>) =>
  persist({ budgetMs: WITHIN_MS, verdict, tooLate: (error) => away(WITHIN_MS, error) }, () => call(database));
