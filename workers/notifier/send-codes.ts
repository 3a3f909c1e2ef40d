/**
 * Sends the letters that bring one-time codes, and says by which channels they go. They wait for nothing: no quiet hours, no
 * company, no bounds of how much a person gets; whoever asked stands there and waits.
 */
import type { Logger } from 'pino';
import {
  claimCodes,
  codeGivenUp,
  codeSent,
  isCodeChannel,
  postponeCode,
  serveCodeChannels,
  type ClaimedCode,
  type CodeChannel,
  type Database,
  type MasterKeys,
} from '../../store';
import { failed, type Note, type Result, type Sender, type Senders } from '../channels/channel';
import { pauseAfter } from './backoff';
import type { WriteCode } from './render';
import { laterThan, restAfter } from './rest';

export type { WriteCode } from './render';

export interface SendCodesOptions {
  readonly database: Database;
  readonly senders: Senders;
  readonly writeCode: WriteCode;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Longer than any sending takes. */
const LEASE_MS = 90_000;
const LOOK_EVERY_MS = 300;
const SAY_EVERY_MS = 30_000;
const AT_ONCE = 8;

/** Runs until the signal is aborted, then finishes what is under way. Never throws. */
export async function sendCodes(options: SendCodesOptions): Promise<void> {
  const { database, senders, masterKeys, log, signal } = options;
  const channels = [...senders].flatMap(([channel, { sendNote }]) =>
    isCodeChannel(channel) && sendNote !== undefined ? [channel] : [],
  );
  if (channels.length === 0) return;
  const stopped = laterThan(signal);
  const rest = restAfter(LOOK_EVERY_MS, signal);
  let sayAtMs = 0;
  while (!signal.aborted) {
    try {
      const keys = masterKeys();
      if (keys !== undefined && Date.now() >= sayAtMs) {
        await serveCodeChannels(database, channels);
        sayAtMs = Date.now() + SAY_EVERY_MS;
      }
      const due =
        keys === undefined ? [] : await claimCodes(database, keys, { channels, limit: AT_ONCE, leaseMs: LEASE_MS });
      await Promise.all(due.map((code) => sendOne(options, code, stopped)));
      if (due.length < AT_ONCE) await rest.ok();
    } catch (error) {
      log.warn({ err: error }, 'one-time codes can’t be sent; trying again');
      await rest.failed();
    }
  }
}

async function sendOne(options: SendCodesOptions, code: ClaimedCode, stopped: AbortSignal): Promise<void> {
  const { database, log } = options;
  const { letter, channel, attempts, expiresAtMs } = code;
  const result = await resultOf(options, code, stopped);
  if (result.outcome === 'busy') return postponeCode(database, code, { afterMs: result.afterMs, counts: false });
  if (result.outcome !== 'failed') return codeSent(database, code);
  if (stopped.aborted) return postponeCode(database, code, { afterMs: 0, counts: false });
  const pauseMs = result.permanent ? undefined : pauseAfter(attempts);
  log.warn({ letter, channel, attempts, reason: result.reason }, 'a one-time code could not be sent');
  if (pauseMs === undefined || Date.now() + pauseMs >= expiresAtMs) return codeGivenUp(database, code);
  return postponeCode(database, code, { afterMs: pauseMs, counts: true });
}

async function resultOf(
  { senders, writeCode, log }: SendCodesOptions,
  code: ClaimedCode,
  stopped: AbortSignal,
): Promise<Result> {
  const { content, channel, letter } = code;
  const sender = senderOf(senders, channel);
  if (content === null) return failed('key-unfit', { permanent: true });
  try {
    const text = await writeCode(content.lang, content.code, code.expiresAtMs - code.madeAtMs);
    const note: Note = { id: letter, kind: 'code', severity: 'high', queuedAtMs: code.madeAtMs, ...text };
    return await sender.sendNote(note, content.address, stopped);
  } catch (error) {
    log.error({ err: error, channel }, 'a channel failed in an unforeseen way');
    return failed('unexpected');
  }
}

function senderOf(senders: Senders, channel: CodeChannel): Required<Pick<Sender, 'sendNote'>> {
  const sender = senders.get(channel);
  if (sender?.sendNote === undefined) throw new Error(`${channel} was claimed and is not served`);
  return { sendNote: sender.sendNote };
}
