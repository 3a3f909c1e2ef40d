import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import type { Instant, Span } from '../../kernel/ids';
import type { Approval, IssueState } from '../../kernel/state';
import type { Request } from './messages';

/** What is particular to one kind of question. */
export interface ApprovalKindRules {
  /** `receivedAtMs`: when it was asked for, which is what decides whether that was in time. */
  readonly guard: (state: IssueState, command: Request, receivedAtMs: Instant) => Verdict | null;
  readonly decideWithinMs: (state: IssueState) => Span;
  /** What follows from a yes. */
  readonly approved: (state: IssueState, approval: Approval, nowMs: Instant) => readonly IssueEvent[];
}
