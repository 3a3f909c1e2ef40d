/** Waiting until an issue stands as one wants it. */
import { DoorstepError } from '../../../contracts/errors';
import type { IssueId, IssueState, Span } from '../../../domain';
import type { Until, WaitOptions } from '../issues';
import { seconds } from '../persist';
import { Lookout, USUAL_PACE, type Pace, type WatchWith } from './watch';

type Standing = Pick<IssueState, 'stage' | 'tier'>;

interface Waiting<S> {
  readonly pace?: Pace;
  /** What the issue waits for, for whoever waited in vain. */
  readonly waits?: (state: S) => readonly string[];
}

/** An issue that is unknown at first is waited for as well. */
export async function waitFor<S extends Standing>(
  reader: { readonly state: (issue: IssueId) => Promise<S | null> },
  watchIssue: WatchWith,
  issue: IssueId,
  until: Until<S>,
  { timeoutMs = 30_000, signal }: WaitOptions,
  { pace = USUAL_PACE, waits }: Waiting<S> = {},
): Promise<S> {
  const holds = typeof until === 'function' ? until : (state: S) => state.stage === until;
  const deadlineMs = Date.now() + timeoutMs;
  signal?.throwIfAborted();
  const lookout = new Lookout(watchIssue, pace, signal);
  try {
    for (;;) {
      signal?.throwIfAborted();
      // Before the look, so that an event which comes meanwhile is not slept over.
      lookout.begin();
      const state = await reader.state(issue);
      if (state !== null && holds(state)) return state;
      const leftMs = deadlineMs - Date.now();
      if (leftMs <= 0) throw timedOut(issue, state, until, timeoutMs, waits);
      await lookout.rest(leftMs);
    }
  } finally {
    lookout.stop();
  }
}

function timedOut<S extends Standing>(
  issue: IssueId,
  state: S | null,
  until: Until<S>,
  timeoutMs: Span,
  waits: Waiting<S>['waits'],
): DoorstepError {
  const wanted = typeof until === 'string' ? `stage ${until}` : 'the condition';
  const now = state === null ? 'it is unknown still' : `it is in stage ${state.stage} with tier ${state.tier}`;
  return new DoorstepError('WAIT_TIMED_OUT', `${issue} did not reach ${wanted} within ${seconds(timeoutMs)}; ${now}.`, {
    details:
      state === null
        ? {}
        : { stage: state.stage, tier: state.tier, ...(waits === undefined ? {} : { waits: waits(state) }) },
  });
}
