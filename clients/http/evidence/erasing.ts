/**
 * Takes away files that were erased, of people who are erased themselves and of issues that were closed long ago: nobody but
 * the gateways has the folder.
 */
import type { Logger } from 'pino';
import { continueErasure, filesToRemove, markFilesRemoved, runningErasures, type Database } from '../../../store';
import { createNudge } from '../../../workers/notifier/nudge';
import type { EvidenceFiles } from './files';

export interface ErasingOptions {
  readonly files: EvidenceFiles;
  readonly database: Database;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

export interface Erasing {
  /** There is something to do now. */
  nudge(): void;
  /** Resolves when what was in hand is finished. */
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;
const LONGEST_MS = 60_000;

/** Until it is stopped. Never throws: what is left is done at the next look, after failures later and later. */
export function eraseFiles({ files, database, log, stopping }: ErasingOptions): Erasing {
  const ended = new AbortController();
  stopping.addEventListener('abort', () => ended.abort(), { once: true });
  const nudge = createNudge();
  const look = async (): Promise<void> => {
    const failed: unknown[] = [];
    for (const id of await runningErasures(database))
      if (!ended.signal.aborted)
        // One that fails must not keep the others waiting.
        await continueErasure(database, id, { removeFile: async (file) => void (await files.remove(file)) }).catch(
          (error: unknown) => failed.push(error),
        );
    const erased = await filesToRemove(database);
    for (const file of erased) await files.remove(file);
    if (erased.length > 0) await markFilesRemoved(database, erased);
    if (failed.length > 0) throw failed[0];
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!ended.signal.aborted) {
      await nudge.pause(Math.min(LONGEST_MS, EVERY_MS * 2 ** failures), ended.signal);
      if (ended.signal.aborted) return;
      try {
        await look();
        failures = 0;
      } catch (error) {
        failures = Math.min(failures + 1, 10);
        log.warn({ err: error }, 'an erasure could not be gone on with; it is tried again');
      }
    }
  };
  const running = run();
  return {
    nudge: () => nudge.nudge(),
    stop: async () => {
      ended.abort();
      await running;
    },
  };
}
