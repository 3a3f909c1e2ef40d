import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import { after } from '../../kernel/term';
import type { Decision } from '../../kernel/rules';
import type { Approval, IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { dispatchInstant } from '../escalation/climb';
import { benchAbove, wantedBy, type Bench } from './deciders';
import { kinds } from './kinds';
import { lapse } from './lapse';
import { remindersOf } from './remind';

/** Nobody decided in time: what the procedure takes that for. */
export function expire(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const pending = pendingApproval(state);
  if (pending === undefined) return [];
  const kind = kinds[pending.kind];
  const decision = kind.decision(state.rules);
  // Other rules may hold by now, which do not know this kind.
  if (decision === undefined) return lapse(pending, 'expired');
  const { onTimeout = 'lapse' } = decision;
  switch (onTimeout) {
    case 'reject':
      return [{ type: 'rejected', approval: pending.id }];
    case 'approve':
      return [{ type: 'approved', approval: pending.id }, ...kind.approved(state, pending, nowMs)];
    case 'climb': {
      const bench = nextBench(state, pending, decision);
      if (bench.deciders.length === 0) return lapse(pending, 'expired');
      const sinceMs = dispatchInstant(state.rules, wake.atMs, nowMs, decision.decideWithin);
      const dueAtMs = after(state.rules, sinceMs, decision.decideWithin);
      return [
        {
          type: 'approval-climbed',
          approval: pending.id,
          unanswered: pending.deciders,
          ...bench,
          sinceMs,
          dueAtMs,
          ...remindersOf(state.rules, decision, sinceMs, dueAtMs),
        },
      ];
    }
    case 'lapse':
      return lapse(pending, 'expired');
    default:
      return onTimeout satisfies never;
  }
}

/** Who would be asked next; nobody at the top. */
export function nextBench(state: IssueState, pending: Approval, decision: Decision): Bench {
  const wanted = wantedBy(state, pending.askedBy, kinds[pending.kind].askers(state));
  return benchAbove(state, decision, wanted, pending.deciders);
}
