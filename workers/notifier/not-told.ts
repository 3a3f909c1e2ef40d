/** A person whom no channel beyond the inbox reached: the alarm. What it means for the issue the engine looks up by itself. */
import type { Logger } from 'pino';
import { deadLetterCount, markPassedOn, untoldDeadLetters, type Database } from '../../store';
import { inRounds } from './rest';

export interface PassOnOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

const AT_MOST = 100;

/** Says it of every dead letter, once unless a crash comes between. Runs until the signal is aborted. Never throws. */
export async function passOnDeadLetters(options: PassOnOptions): Promise<void> {
  const { database, log, signal, everyMs = 1_000 } = options;
  await inRounds({ everyMs, signal, log, trouble: 'dead letters can’t be passed on; trying again' }, async () => {
    const untold = await untoldDeadLetters(database, AT_MOST);
    await markPassedOn(database, untold);
    if (untold.length === 0) return;
    const facts = { fresh: untold.length, inAll: await deadLetterCount(database), issue: untold[0]?.issue };
    log.error(facts, 'notices reached nobody beyond the inbox; see `doorstep dead-letters list`');
  });
}
