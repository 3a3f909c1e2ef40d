/** Goes on with erasures that anybody asked for, empties the inboxes of those who are erased, and says it to others. */
import type { Logger } from 'pino';
import { buildErased, purgeInbox, readInbox, sendAll, type NatsConnection, type Pipe } from '../../messaging';
import { continueErasure, markAnnounced, runningErasures, unannounced, type Database } from '../../store';
import { inRounds } from './rest';

export interface EraseOptions {
  readonly nats: NatsConnection;
  readonly pipe: Pipe;
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const EVERY_MS = 2_000;

/** Until the signal. Never throws. */
export async function eraseInboxes({ nats, pipe, database, log, signal }: EraseOptions): Promise<void> {
  const inbox = {
    count: async (person: string) => (await readInbox(nats, person)).length,
    purge: (person: string) => purgeInbox(nats, person),
  };
  const trouble = 'erasures can’t be gone on with; trying again';
  await inRounds({ everyMs: EVERY_MS, signal, log, trouble }, async () => {
    for (const id of await runningErasures(database)) {
      // One that fails must not keep the others waiting.
      const became = await continueErasure(database, id, { inbox }).catch((error: unknown) =>
        log.warn({ err: error, erasure: id }, 'an erasure could not be gone on with; trying again'),
      );
      if (became === 'finished') log.info({ erasure: id }, 'a person was erased');
    }
    const certificates = await unannounced(database);
    const acks = await sendAll(pipe, certificates.map(buildErased));
    await markAnnounced(
      database,
      certificates.flatMap(({ erasure }, place) => (acks[place]?.stored === true ? [erasure] : [])),
    );
  });
}
