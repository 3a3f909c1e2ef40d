/** Removes, once a day, what became of notices of issues that were closed long ago, links that ended long ago, and where guests could be reached. */
import type { Logger } from 'pino';
import { forgetDeliveries, forgetGuestContacts, forgetLinks, type Database } from '../../store';
import { daily } from './rest';

const AT_MOST = 1_000;
const DAY_MS = 86_400_000;

export interface ForgetOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Deliveries and links are kept for good when left out, and so are the others. */
  readonly keptDays: number | undefined;
  readonly guestContactsKeptDays: number | undefined;
}

/** Runs until the signal is aborted. Never throws. */
export async function forgetOldDeliveries({
  database,
  log,
  signal,
  keptDays,
  guestContactsKeptDays,
}: ForgetOptions): Promise<void> {
  const trouble = 'old deliveries can’t be removed; trying again';
  await daily({ signal, log, trouble }, async () => {
    const [removed, links] =
      keptDays === undefined
        ? [0, 0]
        : [
            await forgetDeliveries(database, { keptDays, limit: AT_MOST }),
            await forgetLinks(database, keptDays * DAY_MS, AT_MOST),
          ];
    if (removed > 0) log.info({ removed }, 'what became of old notices is forgotten');
    const guests =
      guestContactsKeptDays === undefined
        ? 0
        : await forgetGuestContacts(database, { keptDays: guestContactsKeptDays, limit: AT_MOST });
    if (guests > 0) log.info({ guests }, 'where guests could be reached is forgotten');
    return [removed, links, guests].includes(AT_MOST);
  });
}
