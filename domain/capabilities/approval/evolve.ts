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
      ...(event.untilMs === undefined ? {} : { untilMs: event.untilMs }),
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

export const extended = (state: IssueState, event: Extended): IssueState => ({
  ...state,
  clocks: { ...state.clocks, handle: event.handle },
});

const amend = (state: IssueState, id: ApprovalId, change: Partial<Approval>): IssueState => ({
  ...state,
  approvals: state.approvals.map((approval) => (approval.id === id ? { ...approval, ...change } : approval)),
});
