/** Keeps at a call while a server is away: people do not give up because a process was killed. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError, type ErrorCode } from '../../sdk';

/** Trouble that passes. Every call that is repeated brings the same key or command id, so that it counts once. */
const PASSES: ReadonlySet<ErrorCode> = new Set(['SERVER_AWAY', 'NO_ANSWER', 'NATS_UNREACHABLE']);
const PAUSE_MS = 300;

/** Ends with the call's answer or refusal, or by the signal. */
export async function persistently<T>(signal: AbortSignal, onRepeat: () => void, call: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof DoorstepError) || !PASSES.has(error.code)) throw error;
      onRepeat();
      await pause(PAUSE_MS, undefined, { signal });
    }
  }
}
