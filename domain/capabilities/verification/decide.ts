import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { currentTier, pendingApproval, tierClocks } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { lapse } from '../approval/lapse';
import { dispatchInstant, nextCall } from '../escalation/climb';
import type { Decline, Verify } from './messages';
import { verifiersOf } from './verifiers';

export const verify = (state: IssueState, command: Verify, nowMs: Instant): Verdict =>
  mayLook(state, command) ?? [
    ...overtaken(state),
    {
      type: 'verified',
      by: command.by,
      ...(command.note === undefined ? {} : { note: command.note }),
      ...tierClocks(state.rules, currentTier(state), nowMs),
    },
  ];

export const decline = (state: IssueState, command: Decline, nowMs: Instant): Verdict =>
  mayLook(state, command) ?? [
    ...overtaken(state),
    { type: 'declined', by: command.by, reason: command.reason },
    { type: 'closed', outcome: 'declined', atMs: nowMs },
  ];

/** Nobody looks: asked again, then what nobody declined is taken for true. A report is never lost for want of a look. */
export function verifyDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const { verification } = state.rules;
  if (verification !== undefined && wake.round < verification.repeat.times) {
    const nextAtMs = nextCall(state.rules, wake.atMs, verification.repeat.every, nowMs);
    const round = wake.round + 1;
    return [
      { type: 'reminded', clock: 'verify', tier: state.tier, round, firedAtMs: wake.atMs, nextAtMs, alert: false },
    ];
  }
  const tier = currentTier(state);
  const sinceMs = dispatchInstant(state.rules, wake.atMs, nowMs, tier.acknowledgeWithin);
  return [...overtaken(state), { type: 'verified', firedAtMs: wake.atMs, ...tierClocks(state.rules, tier, sinceMs) }];
}

/** Whoever looked may have asked to take it out; now it is no longer with them. */
const overtaken = (state: IssueState): readonly IssueEvent[] => lapse(pendingApproval(state), 'overtaken');

/** Nobody says of their own report that it counts, not even in somebody else's place. */
const mayLook = (state: IssueState, { by, type }: Verify | Decline): Verdict | null =>
  needStage(state, type, 'verifying') ??
  (by === state.report.reporter
    ? refuse(
        'NOT_YOURS_TO_DO',
        `${by} reported ${state.id}; ${verifiersOf(state).join(', ') || 'nobody'} may ${type} it.`,
      )
    : needPerson(state, by, verifiersOf(state), type));
