import type { ApprovalId, Instant } from '../../kernel/ids';
import type { Approval, IssueState } from '../../kernel/state';
import type { ApprovalLapsed, ApprovalRequested, Approved, Extended, Rejected } from './messages';

export const approvalRequested = (state: IssueState, event: ApprovalRequested, atMs: Instant): IssueState => ({
  ...state,
  approvals: [
    ...state.approvals,
    {
      id: event.approval,
      kind: event.kind,
      status: 'pending',
      askedBy: event.by,
      askedAtMs: atMs,
      reason: event.reason,
      ...(event.extendByMs === undefined ? {} : { extendByMs: event.extendByMs }),
      deciders: event.deciders,
      dueAtMs: event.dueAtMs,
    },
  ],
});

export const approved = (state: IssueState, event: Approved, atMs: Instant): IssueState =>
  amend(state, event.approval, { status: 'approved', decidedBy: event.by, decidedAtMs: atMs });

export const rejected = (state: IssueState, event: Rejected, atMs: Instant): IssueState =>
  amend(state, event.approval, { status: 'rejected', decidedBy: event.by, decidedAtMs: atMs });

export const approvalLapsed = (state: IssueState, event: ApprovalLapsed, atMs: Instant): IssueState =>
  amend(state, event.approval, { status: 'lapsed', decidedAtMs: atMs });

export function extended(state: IssueState, event: Extended): IssueState {
  const clock = state.clocks.handle;
  if (clock === undefined) return state;
  return { ...state, clocks: { ...state.clocks, handle: { ...clock, dueAtMs: event.toAtMs } } };
}

const amend = (state: IssueState, id: ApprovalId, change: Partial<Approval>): IssueState => ({
  ...state,
  approvals: state.approvals.map((approval) => (approval.id === id ? { ...approval, ...change } : approval)),
});
