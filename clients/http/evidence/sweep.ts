/** Takes away files that no row knows: an upload that was cut off before it was recorded, an erasure that was cut off after it. */
import type { Logger } from 'pino';
import { keptEvidence, type Database } from '../../../store';
import type { EvidenceFiles } from './files';

export interface SweepOptions {
  readonly files: EvidenceFiles;
  readonly database: Database;
  readonly log: Logger;
  readonly stopping: AbortSignal;
  /** Files younger than this may be on their way. */
  readonly olderThanMs?: number;
}

const DAY_MS = 86_400_000;
const AT_ONCE = 500;

/** Once through all files. Never throws: what is left is found at the next start. */
export async function sweepEvidence({
  files,
  database,
  log,
  stopping,
  olderThanMs = DAY_MS,
}: SweepOptions): Promise<void> {
  let removed = 0;
  const sweep = async (ids: readonly string[]): Promise<void> => {
    const kept = await keptEvidence(database, ids);
    for (const id of ids.filter((one) => !kept.has(one))) {
      await files.remove(id);
      removed += 1;
    }
  };
  try {
    let some: string[] = [];
    for await (const id of files.olderThan(Date.now() - olderThanMs)) {
      if (stopping.aborted) break;
      some.push(id);
      if (some.length < AT_ONCE) continue;
      await sweep(some);
      some = [];
    }
    if (some.length > 0) await sweep(some);
  } catch (error) {
    log.warn({ err: error }, 'files of evidence can’t be swept');
  }
  if (removed > 0) log.info({ removed }, 'files that nothing refers to were removed');
}
