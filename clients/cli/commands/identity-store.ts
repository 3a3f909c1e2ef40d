/** The database for the commands that work with identities: opened for one of them, and closed again. */
import { findConnections } from '../../../contracts/connections';
import { DoorstepError } from '../../../contracts/errors';
import { openDatabase, type Database } from '../../../store/database';
import type { Session } from '../session';

/** Throws SERVER_AWAY when it does not answer, and what `run` throws. */
export async function withStore<T>(session: Session, run: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(findConnections(session.io.env).databaseUrl, 2);
  try {
    return await run(database);
  } catch (error) {
    if (error instanceof DoorstepError) throw error;
    throw new DoorstepError('SERVER_AWAY', `PostgreSQL did not do it: ${reasonOf(error)}`, { cause: error });
  } finally {
    await database.close();
  }
}

/** The code says what was wrong; the text of the driver may hold an address. */
const reasonOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? `${code}.` : 'no answer in time.';
};

/** Who works at the command line, where that is said. */
export const workerOf = ({ io }: Session): string => io.env['DOORSTEP_AS'] || 'command line';
