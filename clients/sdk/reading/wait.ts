/** Waiting until an issue stands as one wants it. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError } from '../../../contracts/errors';
import { explain, type IssueId, type IssueState, type Span, type Stage } from '../../../domain';
import type { Watch } from '../live';
import { seconds } from '../persist';
import type { Reader } from './reader';

export type Until = Stage | ((state: IssueState) => boolean);

export interface WaitOptions {
  /** 30,000 when left out. */
  readonly timeoutMs?: Span;
  readonly signal?: AbortSignal;
}

/** How often it looks by itself when nobody tells of changes, growing; and when somebody does, in case one was missed. */
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** An issue that is unknown at first is waited for as well. */
export async function waitFor(
  reader: Reader,
  watchIssue: (changed: () => void) => Watch,
  issue: IssueId,
  until: Until,
  { timeoutMs = 30_000, signal }: WaitOptions,
): Promise<IssueState> {
  const holds = typeof until === 'function' ? until : (state: IssueState) => state.stage === until;
  const deadlineMs = Date.now() + timeoutMs;
  let wakeUp = new AbortController();
  const watch = watchIssue(() => wakeUp.abort());
  try {
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
      signal?.throwIfAborted();
      // Renewed before the look, so that an event which comes meanwhile is not slept over.
      wakeUp = new AbortController();
      const state = await reader.state(issue);
      if (state !== null && holds(state)) return state;
      const leftMs = deadlineMs - Date.now();
      if (leftMs <= 0) throw timedOut(issue, state, until, timeoutMs);
      const interrupt = signal === undefined ? wakeUp.signal : AbortSignal.any([wakeUp.signal, signal]);
      await pause(Math.min(watch.live() ? LONGEST_PAUSE_MS : pauseMs, leftMs), undefined, { signal: interrupt }).catch(
        () => undefined,
      );
    }
  } finally {
    watch.stop();
  }
}

function timedOut(issue: IssueId, state: IssueState | null, until: Until, timeoutMs: Span): DoorstepError {
  const wanted = typeof until === 'string' ? `stage ${until}` : 'the condition';
  const now = state === null ? 'it is unknown still' : `it is in stage ${state.stage} with tier ${state.tier}`;
  return new DoorstepError('WAIT_TIMED_OUT', `${issue} did not reach ${wanted} within ${seconds(timeoutMs)}; ${now}.`, {
    details:
      state === null
        ? {}
        : { stage: state.stage, tier: state.tier, waits: explain(state).waits.map((wait) => wait.what) },
  });
}
