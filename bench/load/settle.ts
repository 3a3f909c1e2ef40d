/** Waits until everything that was set off has arrived: nothing in the outbox, no notice owed. */
import { setTimeout as pause } from 'node:timers/promises';
import { noticeCounts, outboxBacklog, type Database } from '../../store';

const LOOK_EVERY_MS = 250;

/** Throws when it has not after `withinMs`. */
export async function settle(database: Database, withinMs = 60_000): Promise<void> {
  const overMs = performance.now() + withinMs;
  for (;;) {
    const [{ count }, { owed }] = await Promise.all([outboxBacklog(database), noticeCounts(database)]);
    if (count === 0 && owed === 0) return;
    if (performance.now() > overMs)
      throw new Error(`After ${withinMs / 1000} s ${count} appends are unpublished and ${owed} notices undelivered.`);
    await pause(LOOK_EVERY_MS);
  }
}
