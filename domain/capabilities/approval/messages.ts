import type { ApprovalId, Instant, PersonId, Span } from '../../kernel/ids';
import type { Clock } from '../../kernel/clock';
import type { ApprovalKind, ApprovalPanel } from '../../kernel/state';

/** The handler asks for more time, to close without the resident, to give it back, or to take it out. */
export interface Request {
  readonly type: 'request';
  readonly by: PersonId;
  readonly kind: ApprovalKind;
  readonly reason: string;
  /** Extensions only: how much to add to the current deadline, counted as its clock counts. */
  readonly extendByMs?: Span;
  /** Suspensions only: when the clock goes on by itself. */
  readonly untilMs?: Instant;
}
export interface Approve {
  readonly type: 'approve';
  readonly by: PersonId;
  /** The pending one when left out. */
  readonly approval?: ApprovalId;
  readonly reason?: string;
}
export interface Reject {
  readonly type: 'reject';
  readonly by: PersonId;
  readonly approval?: ApprovalId;
  readonly reason?: string;
}
export type ApprovalCommand = Request | Approve | Reject;

export interface ApprovalRequested {
  readonly type: 'approval-requested';
  readonly approval: ApprovalId;
  readonly kind: ApprovalKind;
  readonly by: PersonId;
  readonly reason: string;
  readonly extendByMs?: Span;
  readonly untilMs?: Instant;
  readonly deciders: readonly PersonId[];
  readonly panels?: readonly ApprovalPanel[];
  /** From when the time to decide counts. */
  readonly sinceMs: Instant;
  readonly dueAtMs: Instant;
  /** When those whose voice is still wanted are told again, the earliest first. */
  readonly remindAtMs?: readonly Instant[];
}
/** A decision still waits. One covers all reminders that are due by then. */
export interface ApprovalReminded {
  readonly type: 'approval-reminded';
  readonly approval: ApprovalId;
  readonly firedAtMs: Instant;
  /** Until when it is to be decided. */
  readonly dueAtMs: Instant;
  /** It came so late that the time to decide was over. */
  readonly untold?: true;
}
/** By whose voice it was decided. Without `by` nobody decided in time, and the procedure takes that for a yes. */
export interface Approved {
  readonly type: 'approved';
  readonly approval: ApprovalId;
  readonly by?: PersonId;
  /** In whose place, if a deputy decided. */
  readonly for?: PersonId;
  /** Where one voice is enough; otherwise each voice has its own. */
  readonly reason?: string;
}
/** By whose voice it was decided. Without `by` nobody decided in time, and the procedure takes that for a no. */
export interface Rejected {
  readonly type: 'rejected';
  readonly approval: ApprovalId;
  readonly by?: PersonId;
  readonly for?: PersonId;
  readonly reason?: string;
}
/** One voice of several that are needed. What it leads to follows. */
export interface Voted {
  readonly type: 'voted';
  readonly approval: ApprovalId;
  readonly by: PersonId;
  /** In whose place, if a deputy voted. */
  readonly for?: PersonId;
  readonly vote: 'approve' | 'reject';
  readonly reason?: string;
}
/** Nobody decided in time: the tier above those who were asked decides. */
export interface ApprovalClimbed {
  readonly type: 'approval-climbed';
  readonly approval: ApprovalId;
  /** Who was asked before, and is asked no longer. */
  readonly unanswered: readonly PersonId[];
  readonly deciders: readonly PersonId[];
  readonly panels?: readonly ApprovalPanel[];
  readonly sinceMs: Instant;
  readonly dueAtMs: Instant;
  readonly remindAtMs?: readonly Instant[];
}
/** Nobody decided in time, or events overtook the question. */
export interface ApprovalLapsed {
  readonly type: 'approval-lapsed';
  readonly approval: ApprovalId;
  readonly cause: 'expired' | 'overtaken';
}
/** An approved extension moved the handling deadline. */
export interface Extended {
  readonly type: 'extended';
  readonly approval: ApprovalId;
  readonly fromAtMs: Instant;
  readonly toAtMs: Instant;
  readonly handle: Clock;
}
export type ApprovalEvent =
  ApprovalRequested | ApprovalReminded | Voted | ApprovalClimbed | Approved | Rejected | ApprovalLapsed | Extended;
