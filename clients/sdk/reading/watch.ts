/** Hints that something changed, for who waits: they make waiting short, and it ends without them as well. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Span } from '../../../domain';
import { manyMayListen } from '../within';

export interface Watch {
  /** Whether a change would be told now. */
  live(): boolean;
  stop(): void;
}

/** Calls back when there may be something new. */
export type WatchWith = (changed: () => void) => Watch;

/** How often one looks by oneself: growing when nobody tells of changes; and when somebody does, in case one was missed. */
export interface Pace {
  readonly shortestMs: Span;
  readonly longestMs: Span;
  readonly liveMs: Span;
}

export const USUAL_PACE: Pace = { shortestMs: 20, longestMs: 1_000, liveMs: 1_000 };

/** Rests between two looks: until something changed, the signal came or it is time to look by oneself. */
export class Lookout {
  private readonly watch: Watch;
  private wakeUp = new AbortController();
  private pauseMs: Span;

  constructor(
    watchWith: WatchWith,
    private readonly pace: Pace,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.pauseMs = pace.shortestMs;
    this.watch = watchWith(() => this.wakeUp.abort());
    if (signal !== undefined) manyMayListen(signal);
    signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  /** Before a look: what changes from here on ends the next rest. */
  begin(): void {
    if (this.signal?.aborted !== true) this.wakeUp = new AbortController();
  }

  /** Something was new: from now on it looks often again. */
  refresh(): void {
    this.pauseMs = this.pace.shortestMs;
  }

  async rest(atMostMs: Span = Infinity): Promise<void> {
    const { liveMs, longestMs } = this.pace;
    const ms = Math.min(this.watch.live() ? liveMs : this.pauseMs, atMostMs);
    this.pauseMs = Math.min(longestMs, this.pauseMs * 1.5);
    await pause(ms, undefined, { signal: this.wakeUp.signal }).catch(() => undefined);
  }

  stop(): void {
    this.signal?.removeEventListener('abort', this.onAbort);
    this.watch.stop();
  }

  private readonly onAbort = (): void => this.wakeUp.abort();
}
