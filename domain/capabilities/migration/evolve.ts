import type { PausedClock } from '../../kernel/clock';
import type { Instant } from '../../kernel/ids';
import type { IssueRules } from '../../kernel/rules';
import type { Approval, IssueState } from '../../kernel/state';
import { firstCall } from '../escalation/climb';
import { reached } from '../supervision/evolve';
import { sameTier } from './tiers';
import type { Quarantined, RulesChanged } from './messages';

export function rulesChanged(state: IssueState, event: RulesChanged): IssueState {
  const { quarantine: _lifted, totalPaused: _before, ...kept } = state;
  const { handled, suspension, dispatch, link } = state;
  const changed: IssueState = {
    ...kept,
    ...watchedBy(state, event.rules),
    rules: event.rules,
    tier: event.tier,
    // Under another number the same people are called anew.
    calls: event.tier === state.tier ? state.calls : firstCall(state, event.tier, true),
    clocks: event.clocks,
    handled: handled === null ? null : { ...handled, tier: event.handledTier ?? handled.tier },
    suspension: suspension === null ? null : standing(suspension, event.suspended),
    ...(event.totalPaused === undefined ? {} : { totalPaused: event.totalPaused }),
    ...(dispatch === undefined ? {} : { dispatch: standing(dispatch, event.dispatched) }),
    ...(link === undefined ? {} : { link: { ...link, ...event.linked } }),
    ...(event.parts === undefined ? {} : { parts: event.parts }),
    approvals:
      event.decideUntilMs === undefined ? state.approvals : state.approvals.map(until(event.decideUntilMs, event)),
  };
  return reached(changed, event.tier);
}

/** What stands still, with what is left of it by the new rules. */
const standing = <T extends { readonly handle: PausedClock }>(still: T, handle = still.handle): T => ({
  ...still,
  handle,
});

const until =
  (dueAtMs: Instant, { remindAtMs }: Pick<RulesChanged, 'remindAtMs'>) =>
  (approval: Approval): Approval => {
    if (approval.status !== 'pending') return approval;
    const { remindAtMs: _before, ...pending } = approval;
    return { ...pending, dueAtMs, ...(remindAtMs === undefined ? {} : { remindAtMs }) };
  };

/** The supervising tier by its number in the new ladder. */
function watchedBy({ supervision, rules: before }: IssueState, rules: IssueRules): Pick<IssueState, 'supervision'> {
  if (supervision === undefined) return {};
  const tier = sameTier(before, rules, supervision.tier) ?? Math.min(supervision.tier, rules.tiers.length);
  return { supervision: { ...supervision, tier } };
}

export const quarantined = (state: IssueState, { what, atMs }: Quarantined): IssueState => ({
  ...state,
  quarantine: { sinceMs: atMs, what },
});
