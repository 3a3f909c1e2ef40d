/** Whom a question tells. */
import type { ApprovalId, PersonId } from '../../kernel/ids';
import type { Notice, NoticeFacts, Template } from '../../kernel/notice';
import type { Approval, IssueState } from '../../kernel/state';
import { tellAll } from '../../kernel/tell';
import { tellReachable } from '../staffing/reachable';
import type { ApprovalClimbed, ApprovalReminded, Approved, Rejected } from './messages';
import { stillCounts } from './quorum';
import { awaited, voiceOf } from './voice';

export const questionFacts = ({ askedBy, kind, id, dueAtMs }: Approval): NoticeFacts => ({
  by: askedBy,
  kind,
  approval: id,
  dueAtMs,
});

/** To everybody who is asked. */
export const tellAsked = (state: IssueState, id: ApprovalId): readonly Notice[] =>
  named(state, id).flatMap((approval) =>
    tellReachable(state, approval.deciders, 'approval-asked', questionFacts(approval)),
  );

/** To everybody who is asked now; the asker and those who did not answer learn of it. */
export const tellClimbed = (
  state: IssueState,
  { type: event, approval: id, unanswered }: ApprovalClimbed,
): readonly Notice[] => [
  ...tellAsked(state, id),
  ...named(state, id).flatMap(({ askedBy }) =>
    tellAll(state, [askedBy, ...unanswered], 'for-information', { event, approval: id }),
  ),
];

/** To everybody whose voice could still change how it ends. */
export const tellReminded = (state: IssueState, { approval: id, untold }: ApprovalReminded): readonly Notice[] =>
  untold === true
    ? []
    : named(state, id).flatMap((approval) => {
        const wanted = awaited(state, approval).filter((person) => stillCounts(approval, person));
        return tellReachable(state, wanted, 'approval-reminder', questionFacts(approval));
      });

/** Whoever has spoken, or may not speak at all, is not reminded in another's place either. */
export const mayStillSpeak = (state: IssueState, { approval: id }: ApprovalReminded, deputy: PersonId): boolean =>
  named(state, id).some((approval) => !('refused' in voiceOf(state, approval, deputy)));

/** The asker and everybody who could have decided learn how it ended, so that no deputy acts on an old question. */
export const tellEnd = (state: IssueState, id: ApprovalId, template: Template, facts: NoticeFacts): readonly Notice[] =>
  named(state, id).flatMap(({ askedBy, deciders, decidedBy: decider, kind }) => {
    const others = deciders.filter((person) => person !== decider);
    return tellAll(state, [askedBy, ...others], template, { kind, approval: id, ...facts });
  });

/** Decided by somebody, or by what the procedure takes silence for. */
export const decidedBy = ({ by }: Approved | Rejected): NoticeFacts =>
  by === undefined ? { cause: 'expired' } : { by };

const named = ({ approvals }: IssueState, id: ApprovalId): readonly Approval[] =>
  approvals.filter((approval) => approval.id === id);
