/** Whom a question tells. */
import type { ApprovalId } from '../../kernel/ids';
import type { Notice, NoticeFacts, Template } from '../../kernel/notice';
import type { Approval, IssueState } from '../../kernel/state';
import { tellAll } from '../../kernel/tell';
import type { Approved, Rejected } from './messages';
import { tellReachable } from '../staffing/reachable';

export const questionFacts = ({ askedBy, kind, id, dueAtMs }: Approval): NoticeFacts => ({
  by: askedBy,
  kind,
  approval: id,
  dueAtMs,
});

/** To everybody who is asked. */
export function tellAsked(state: IssueState, id: ApprovalId): readonly Notice[] {
  const approval = known(state, id);
  return approval === undefined
    ? []
    : tellReachable(state, approval.deciders, 'approval-asked', questionFacts(approval));
}

/** The asker and everybody who could have decided learn how it ended, so that no deputy acts on an old question. */
export function tellEnd(state: IssueState, id: ApprovalId, template: Template, facts: NoticeFacts): readonly Notice[] {
  const approval = known(state, id);
  if (approval === undefined) return [];
  const others = approval.deciders.filter((person) => person !== approval.decidedBy);
  return tellAll(state, [approval.askedBy, ...others], template, { kind: approval.kind, approval: id, ...facts });
}

/** Decided by somebody, or by what the procedure takes silence for. */
export const decidedBy = ({ by }: Approved | Rejected): NoticeFacts =>
  by === undefined ? { cause: 'expired' } : { by };

const known = ({ approvals }: IssueState, id: ApprovalId): Approval | undefined =>
  approvals.find((approval) => approval.id === id);
