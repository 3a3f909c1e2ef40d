import type { Capability } from '../../kernel/capability';
import type { ApprovalId } from '../../kernel/ids';
import { clause, pendingApproval } from '../../kernel/ladder';
import type { NoticeFacts, Template } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { tell, tellAll } from '../../kernel/tell';
import { approve, reject, request } from './decide';
import { mayRequest } from './deciders';
import { approvalLapsed, approvalRequested, approved, extended, rejected } from './evolve';
import { lapse } from './lapse';

/** The asker and everybody who could have decided learn how it ended, so that no deputy acts on an old question. */
const tellEnd = (state: IssueState, id: ApprovalId, template: Template, facts: NoticeFacts) => {
  const approval = state.approvals.find((known) => known.id === id);
  if (approval === undefined) return [];
  const others = approval.deciders.filter((person) => person !== approval.decidedBy);
  return tellAll(state, [approval.askedBy, ...others], template, { kind: approval.kind, approval: id, ...facts });
};

/** Questions that a supervisor of the tier above decides. */
export const approval = {
  commands: { request, approve, reject },
  events: { 'approval-requested': approvalRequested, approved, rejected, 'approval-lapsed': approvalLapsed, extended },
  notices: {
    'approval-requested': (after, event) =>
      event.deciders.map((person) =>
        tell(after, person, 'approval-asked', {
          by: event.by,
          kind: event.kind,
          approval: event.approval,
          dueAtMs: event.dueAtMs,
        }),
      ),
    approved: (after, event) => tellEnd(after, event.approval, 'approval-approved', { by: event.by }),
    rejected: (after, event) => tellEnd(after, event.approval, 'approval-rejected', { by: event.by }),
    'approval-lapsed': (after, event) => tellEnd(after, event.approval, 'approval-lapsed', { cause: event.cause }),
  },
  wakes: (state) => {
    const pending = pendingApproval(state);
    return pending === undefined
      ? []
      : [{ atMs: pending.dueAtMs, clock: 'approval', tier: state.tier, round: 0, approval: pending.id }];
  },
  onWake: (state) => lapse(pendingApproval(state), 'expired'),
  waits: (state) => {
    const pending = pendingApproval(state);
    if (pending === undefined) return [];
    return [
      {
        what: 'approval',
        whom: pending.deciders,
        role: 'approver',
        sinceMs: pending.askedAtMs,
        untilMs: pending.dueAtMs,
        rule: clause(state, `${pending.kind}.decide`),
        question: {
          id: pending.id,
          kind: pending.kind,
          askedBy: pending.askedBy,
          ...(pending.extendByMs === undefined ? {} : { extendByMs: pending.extendByMs }),
          ...(pending.untilMs === undefined ? {} : { untilMs: pending.untilMs }),
        },
        then: 'lapse',
      },
    ];
  },
  offers: (state) => {
    const pending = pendingApproval(state);
    if (pending !== undefined) {
      return [
        { command: 'approve', whom: pending.deciders },
        { command: 'reject', whom: pending.deciders },
      ];
    }
    return state.stage === 'handling' ? [{ command: 'request', whom: mayRequest(state) }] : [];
  },
} satisfies Capability;
