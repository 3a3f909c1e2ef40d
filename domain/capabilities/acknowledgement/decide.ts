import { startClock } from '../../kernel/clock';
import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { currentTier, mayWork, pendingApproval, renewal } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { lapse } from '../approval/lapse';
import { dispatchInstant } from '../escalation/climb';
import type { Acknowledge } from './messages';

/** In handling only whoever has it says so again, where an acknowledgement expires. */
export const mayAcknowledge = (state: IssueState): readonly PersonId[] => {
  if (state.stage === 'open') return mayWork(state);
  return state.clocks.renew === undefined || state.assignee === null ? [] : [state.assignee];
};

export function acknowledge(state: IssueState, command: Acknowledge, nowMs: Instant): Verdict {
  const renewing = state.clocks.renew !== undefined;
  const refused =
    (renewing ? null : needStage(state, 'acknowledge', 'open')) ??
    needPerson(state, command.by, mayAcknowledge(state), 'acknowledge');
  if (refused !== null) return refused;
  return [{ type: 'acknowledged', by: command.by, ...renewal(state, nowMs) }];
}

/** Acknowledged and then forgotten: the tier is called again, and its time to handle goes on. */
export function renewDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const { acknowledgeWithin } = currentTier(state);
  if (state.assignee === null) return [];
  const sinceMs = dispatchInstant(state.rules, wake.atMs, nowMs, acknowledgeWithin);
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      type: 'acknowledgement-expired',
      by: state.assignee,
      firedAtMs: wake.atMs,
      acknowledge: startClock(state.rules, sinceMs, acknowledgeWithin),
    },
  ];
}
