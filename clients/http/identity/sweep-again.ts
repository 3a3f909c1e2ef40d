/** Removes what is over, wraps by the newest master key what others wrap, and makes contacts findable that were set before they could be, now and again until the process stops. */
import { setTimeout as afterwards } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  fingerprintContacts,
  rewrapContactKeys,
  rewrapWordKeys,
  sweepIdentity,
  sweepSearchDrafts,
  sweepWordKeys,
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
/** Looks through all keys, of which nearly none are over. */
const KEYS_EVERY_MS = 86_400_000;

export async function sweepAgain({ database, settings, masterKeys, log, signal }: SweepOptions): Promise<void> {
  const { sessions, keepAccessMs } = settings;
  for (let sinceMs = KEYS_EVERY_MS; !signal.aborted; sinceMs += EVERY_MS) {
    await sweepIdentity(database, { idleMs: sessions.idleMs, keepAccessMs }).catch((error: unknown) =>
      log.warn({ err: error }, 'sessions and counters that are over could not be removed; it is tried again'),
    );
    if (sinceMs >= KEYS_EVERY_MS) sinceMs = 0;
    await tendSealed(database, masterKeys(), sinceMs === 0).catch((error: unknown) =>
      log.warn({ err: error }, 'the keys of words and contacts could not be looked after; it is tried again'),
    );
    await afterwards(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function tendSealed(database: Database, masters: MasterKeys | undefined, sweepsKeys: boolean): Promise<void> {
  await sweepSearchDrafts(database);
  if (sweepsKeys) await sweepWordKeys(database);
  if (masters === undefined) return;
  await rewrapWordKeys(database, masters);
  await rewrapContactKeys(database, masters);
  await fingerprintContacts(database, masters);
}
