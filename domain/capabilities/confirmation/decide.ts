import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needReporter, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { problemOfReworks } from '../dispatching/problem';
import { climb, nextCall } from '../escalation/climb';
import { tierAbove } from '../../kernel/ladder';
import type { Confirm, Dispute } from './messages';

export const confirm = (state: IssueState, command: Confirm, nowMs: Instant): Verdict =>
  needStage(state, 'confirm', 'confirming') ??
  needReporter(state, command.by, 'confirm') ?? [
    { type: 'confirmed', by: command.by },
    { type: 'closed', outcome: 'confirmed', atMs: nowMs },
  ];

export const dispute = (state: IssueState, command: Dispute, nowMs: Instant): Verdict =>
  needStage(state, 'dispute', 'confirming') ??
  needReporter(state, command.by, 'dispute') ??
  disputeEvents(state, command.by, command.reason, nowMs);

/** What follows when the resident disagrees, by whomever it was heard. Redone too often, it is a problem case too. */
export const disputeEvents = (
  state: IssueState,
  by: PersonId,
  reason: string,
  nowMs: Instant,
): readonly IssueEvent[] => [
  { type: 'disputed', by, reason },
  ...problemOfReworks(state, nowMs),
  ...climb(state, tierAbove(state), { cause: 'disputed', by }, nowMs),
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
