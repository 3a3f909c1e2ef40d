/** Removes what is over, and wraps by the newest master key what others wrap, now and again, until the process stops. */
import { setTimeout as afterwards } from 'node:timers/promises';
import type { Logger } from 'pino';
import { rewrapWordKeys, sweepIdentity, sweepSearchDrafts, type Database, type MasterKeys } from '../../../store';
import type { IdentitySettings } from './settings';

const EVERY_MS = 600_000;

export async function sweepAgain(
  database: Database,
  { sessions, keepAccessMs }: IdentitySettings,
  masterKeys: () => MasterKeys | undefined,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sweepIdentity(database, { idleMs: sessions.idleMs, keepAccessMs }).catch((error: unknown) =>
      log.warn({ err: error }, 'sessions and counters that are over could not be removed; it is tried again'),
    );
    await tendWords(database, masterKeys()).catch((error: unknown) =>
      log.warn({ err: error }, 'the keys of what people write could not be looked after; it is tried again'),
    );
    await afterwards(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function tendWords(database: Database, masters: MasterKeys | undefined): Promise<void> {
  await sweepSearchDrafts(database);
  if (masters !== undefined) await rewrapWordKeys(database, masters);
}
