/** What the activities need of the world; made once per engine. */
import type { Policies } from '../domain/procedure/policies';
import type { Instant, IssueId, Step } from '../domain';
import type { Database } from '../store';

export interface World {
  readonly database: Database;
  /** The rules of the place as they are now: an import of the directory counts from the next call on. */
  readonly policies: (nowMs: Instant) => Promise<Policies>;
  /** 1 in real life; 3600 plays an hour in a second. */
  readonly timeScale: number;
  /** Scaled time only: when it began to run, and what the calendar showed then. */
  readonly timeOrigin?: { readonly anchorMs: Instant; readonly startMs: Instant };
  /** Tells the world of a step that the log has accepted. Never waits: what gets lost here, the relay sweeps up. */
  readonly publish: (issue: IssueId, step: Step, recordedAtMs: number) => void;
}
