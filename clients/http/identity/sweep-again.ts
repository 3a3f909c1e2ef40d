/** Removes what is over, and makes contacts findable that were set before they could be, now and again until the process stops. */
import { setTimeout as afterwards } from 'node:timers/promises';
import type { Logger } from 'pino';
import { fingerprintContacts, sweepIdentity, type Database, type MasterKeys } from '../../../store';
import type { IdentitySettings } from './settings';

export interface SweepOptions {
  readonly database: Database;
  readonly settings: IdentitySettings;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const EVERY_MS = 600_000;

export async function sweepAgain({ database, settings, masterKeys, log, signal }: SweepOptions): Promise<void> {
  const { sessions, keepAccessMs } = settings;
  while (!signal.aborted) {
    await sweepIdentity(database, { idleMs: sessions.idleMs, keepAccessMs }).catch((error: unknown) =>
      log.warn({ err: error }, 'sessions and counters that are over could not be removed; it is tried again'),
    );
    await findable(database, masterKeys()).catch((error: unknown) =>
      log.warn({ err: error }, 'contacts could not be made findable; it is tried again'),
    );
    await afterwards(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

const findable = async (database: Database, keys: MasterKeys | undefined): Promise<void> =>
  keys === undefined ? undefined : void (await fingerprintContacts(database, keys));
