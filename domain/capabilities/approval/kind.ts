import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import type { Approval, IssueState } from '../../kernel/state';
import type { Term } from '../../kernel/term';
import type { Request } from './messages';

/** What is particular to one kind of question. */
export interface ApprovalKindRules {
  /** `receivedAtMs`: when it was asked for, which is what decides whether that was in time. */
  readonly guard: (state: IssueState, command: Request, receivedAtMs: Instant) => Verdict | null;
  readonly decideWithin: (state: IssueState) => Term;
  /** What follows from a yes. */
  readonly approved: (state: IssueState, approval: Approval, nowMs: Instant) => readonly IssueEvent[];
}
