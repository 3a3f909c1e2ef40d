/** How far a bulk is: one line that is written over at a terminal, a line now and then elsewhere. */
import type { BulkResult } from '../../sdk';
import type { Session } from '../session';
import { bulkWords } from './bulk-words';

/** Often enough for the eye, and seldom enough for a log. */
const TERMINAL_MS = 100;
const LOG_MS = 5_000;

export interface Progress {
  count(outcome: BulkResult['outcome']): void;
  end(): void;
}

export function progress({ io, lang, json }: Session, of: number): Progress {
  const { status } = io;
  const everyMs = status === undefined ? LOG_MS : TERMINAL_MS;
  const tell = status ?? ((text: string) => io.err(text));
  const counts = { accepted: 0, refused: 0, failed: 0 };
  let toldMs = performance.now();
  return {
    count: (outcome) => {
      counts[outcome] += 1;
      if (json || performance.now() - toldMs < everyMs) return;
      toldMs = performance.now();
      const { accepted, refused, failed } = counts;
      tell(bulkWords[lang].progress({ done: accepted + refused + failed, of, refused, failed }));
    },
    end: () => status?.(''),
  };
}
