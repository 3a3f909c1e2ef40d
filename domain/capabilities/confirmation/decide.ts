import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { climb, nextCall } from '../escalation/climb';
import { tierAbove } from '../../kernel/ladder';
import type { Confirm, Dispute } from './messages';

export const confirm = (state: IssueState, command: Confirm, nowMs: Instant): Verdict =>
  needStage(state, 'confirm', 'confirming') ??
  needPerson(state, command.by, [state.report.reporter], 'confirm') ?? [
    { type: 'confirmed', by: command.by },
    { type: 'closed', outcome: 'confirmed', atMs: nowMs },
  ];

export const dispute = (state: IssueState, command: Dispute, nowMs: Instant): Verdict =>
  needStage(state, 'dispute', 'confirming') ??
  needPerson(state, command.by, [state.report.reporter], 'dispute') ?? [
    { type: 'disputed', by: command.by, reason: command.reason },
    ...climb(state, tierAbove(state), { cause: 'disputed', by: command.by }, nowMs),
  ];

/** The resident does not answer: asked again, then closed as unconfirmed, which no figure may count as satisfied. */
export function confirmDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const { repeat } = state.rules.confirmation;
  if (wake.round >= repeat.times) return [{ type: 'closed', outcome: 'unconfirmed', atMs: nowMs }];
  return [
    {
      type: 'reminded',
      clock: 'confirm',
      tier: state.tier,
      round: wake.round + 1,
      firedAtMs: wake.atMs,
      nextAtMs: nextCall(state.rules, wake.atMs, repeat.every, nowMs),
      alert: false,
    },
  ];
}
