/** Removes what is over, now and again, until the process stops. */
import { setTimeout as afterwards } from 'node:timers/promises';
import type { Logger } from 'pino';
import { sweepIdentity, type Database } from '../../../store';
import type { IdentitySettings } from './settings';

const EVERY_MS = 600_000;

export async function sweepAgain(
  database: Database,
  { sessions, keepAccessMs }: IdentitySettings,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sweepIdentity(database, { idleMs: sessions.idleMs, keepAccessMs }).catch((error: unknown) =>
      log.warn({ err: error }, 'sessions and counters that are over could not be removed; it is tried again'),
    );
    await afterwards(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
