/** Where issues are read from. */
import type { Instant, IssueId, IssueState } from '../../../domain';
import type { IssueFilter } from '../../../store';
import type { TimelineItem } from '../issues';
import type { CountQuery, IssueCounts, IssuePage, IssueQuery } from '../queries';

export interface ChainVerification {
  readonly issue: IssueId;
  readonly events: number;
  /** The first event that does not follow from what stands before it; null when the whole chain holds. */
  readonly brokenAtSeq: number | null;
}

export interface Reader {
  /** Null for an unknown issue. */
  state(issue: IssueId): Promise<IssueState | null>;
  /** As the log had recorded it by then; null for an issue that was unknown then. */
  stateAt(issue: IssueId, atMs: Instant): Promise<IssueState | null>;
  list(filter: IssueFilter): Promise<readonly IssueState[]>;
  find(query: IssueQuery): Promise<IssuePage>;
  counts(query: CountQuery): Promise<IssueCounts>;
  /** Behind a number, of all of them when left out; empty for an unknown issue. */
  timeline(issue: IssueId, afterSeq?: number): Promise<readonly TimelineItem[]>;
  verifyChain(issue: IssueId): Promise<ChainVerification>;
}
