import type { ApprovalId, Instant } from '../../kernel/ids';
import type { Approval, IssueState } from '../../kernel/state';
import type {
  ApprovalClimbed,
  ApprovalLapsed,
  ApprovalReminded,
  ApprovalRequested,
  Approved,
  Extended,
  Rejected,
  Voted,
} from './messages';

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
      ...(event.panels === undefined ? {} : { panels: event.panels }),
      dueAtMs: event.dueAtMs,
      ...(event.remindAtMs === undefined ? {} : { remindAtMs: event.remindAtMs }),
    },
  ],
});

/** What else should have been said by now is said with this. */
export function approvalReminded(state: IssueState, event: ApprovalReminded, atMs: Instant): IssueState {
  const saidUntilMs = Math.max(event.firedAtMs, atMs);
  const called = { ...state, calls: state.calls + 1 };
  return amend(called, event.approval, ({ remindAtMs = [], ...approval }) => {
    const left = remindAtMs.filter((one) => one > saidUntilMs);
    return left.length === 0 ? approval : { ...approval, remindAtMs: left };
  });
}

export const voted = (state: IssueState, event: Voted): IssueState =>
  amend(state, event.approval, ({ votes = [], ...approval }) => ({
    ...approval,
    votes: [...votes, { by: event.by, ...(event.for === undefined ? {} : { for: event.for }), vote: event.vote }],
  }));

/** Others are asked afresh: what those before them said counts no longer. */
export const approvalClimbed = (state: IssueState, event: ApprovalClimbed): IssueState =>
  amend(state, event.approval, ({ panels: _before, votes: _theirs, remindAtMs: _passed, ...approval }) => ({
    ...approval,
    deciders: event.deciders,
    ...(event.panels === undefined ? {} : { panels: event.panels }),
    climbs: (approval.climbs ?? 0) + 1,
    dueAtMs: event.dueAtMs,
    ...(event.remindAtMs === undefined ? {} : { remindAtMs: event.remindAtMs }),
  }));

export const approved = (state: IssueState, event: Approved, atMs: Instant): IssueState =>
  amend(state, event.approval, (approval) => ({ ...approval, status: 'approved', ...decided(event, atMs) }));

export const rejected = (state: IssueState, event: Rejected, atMs: Instant): IssueState =>
  amend(state, event.approval, (approval) => ({ ...approval, status: 'rejected', ...decided(event, atMs) }));

export const approvalLapsed = (state: IssueState, event: ApprovalLapsed, atMs: Instant): IssueState =>
  amend(state, event.approval, (approval) => ({ ...approval, status: 'lapsed', decidedAtMs: atMs }));

export const extended = (state: IssueState, event: Extended): IssueState => ({
  ...state,
  clocks: { ...state.clocks, handle: event.handle },
});

const decided = ({ by }: Approved | Rejected, atMs: Instant): Pick<Approval, 'decidedBy' | 'decidedAtMs'> =>
  by === undefined ? { decidedAtMs: atMs } : { decidedBy: by, decidedAtMs: atMs };

const amend = (state: IssueState, id: ApprovalId, change: (approval: Approval) => Approval): IssueState => ({
  ...state,
  approvals: state.approvals.map((approval) => (approval.id === id ? change(approval) : approval)),
});
