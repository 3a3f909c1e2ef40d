/** Removes what is over, wraps by the newest master key what others wrap, and makes contacts findable that were set before they could be, now and again until the process stops. */
import { setTimeout as afterwards } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  fingerprintContacts,
  rewrapContactKeys,
  rewrapWordKeys,
  sweepIdentity,
  sweepSearchDrafts,
  type Database,
  type MasterKeys,
} from '../../../store';
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
    await tendSealed(database, masterKeys()).catch((error: unknown) =>
      log.warn({ err: error }, 'the keys of words and contacts could not be looked after; it is tried again'),
    );
    await afterwards(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function tendSealed(database: Database, masters: MasterKeys | undefined): Promise<void> {
  await sweepSearchDrafts(database);
  if (masters === undefined) return;
  await rewrapWordKeys(database, masters);
  await rewrapContactKeys(database, masters);
  await fingerprintContacts(database, masters);
}
