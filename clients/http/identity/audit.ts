/** Writes the access log: what is personal before it is answered, refusals soon after. */
import type { Logger } from 'pino';
import { logAccess, type Access as Entry, type Database } from '../../../store';

export interface Audit {
  /** Before the answer: what can't be written down is not done. */
  now(entry: Entry): Promise<void>;
  /** Soon. */
  soon(entry: Entry): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

const TOGETHER = 200;
const WITHIN_MS = 500;
/** While the database is away no more is kept; how much was lost is in the log of the process. */
const MOST = 10_000;

export function auditTo(database: Database, log: Logger): Audit {
  const waiting: Entry[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const part = waiting.slice(0, TOGETHER);
      try {
        await logAccess(database, part);
      } catch (error) {
        log.error({ err: error, waiting: waiting.length }, 'the access log can not be written; it is tried again');
        return;
      }
      waiting.splice(0, part.length);
    }
  };
  const flush = (): Promise<void> => (writing = writing.then(write));
  const plan = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush().then(() => (waiting.length > 0 ? plan() : undefined));
    }, WITHIN_MS).unref();
  };
  return {
    now: (entry) => logAccess(database, [entry]),
    soon: (entry) => {
      if (waiting.length >= MOST) {
        lost += 1;
        if (lost % 1_000 === 1) log.error({ lost }, 'refusals are missing in the access log');
        return;
      }
      waiting.push(entry);
      plan();
    },
    close: async () => {
      clearTimeout(timer);
      await flush();
      if (waiting.length > 0) log.error({ lost: waiting.length }, 'refusals are missing in the access log');
    },
  };
}
