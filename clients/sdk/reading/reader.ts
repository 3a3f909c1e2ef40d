/** Where issues are read from. */
import type { TimelineEntry } from '../../../contracts/workflow';
import type { Instant, IssueEvent, IssueId, IssueState } from '../../../domain';
import type { IssueFilter } from '../../../store';

/** One event of an issue. What only the log knows is null when the answer came from Temporal. */
export interface TimelineItem extends TimelineEntry {
  /** When the database recorded it; `occurredAtMs` is when it happened. */
  readonly recordedAtMs: Instant | null;
  readonly event: IssueEvent | null;
}

export interface ChainVerification {
  readonly issue: IssueId;
  readonly events: number;
  /** The first event that does not follow from what stands before it; null when the whole chain holds. */
  readonly brokenAtSeq: number | null;
}

export interface Reader {
  /** Null for an unknown issue. */
  state(issue: IssueId): Promise<IssueState | null>;
  list(filter: IssueFilter): Promise<readonly IssueState[]>;
  /** Empty for an unknown issue. */
  timeline(issue: IssueId): Promise<readonly TimelineItem[]>;
  verifyChain(issue: IssueId): Promise<ChainVerification>;
}
