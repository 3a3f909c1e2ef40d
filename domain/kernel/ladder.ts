/** Small questions that every capability asks of the state. */
import type { Instant, PersonId } from './ids';
import { startClock, type Clock } from './clock';
import { rulesName, type IssueRules, type Tier } from './rules';
import type { Approval, IssueState, Stage } from './state';

/** The rung with this number; the number is clamped to the ladder. */
export function tierAt(state: IssueState, tier: number): Tier {
  const tiers = state.rules.tiers;
  const found = tiers[Math.min(Math.max(tier, 1), tiers.length) - 1];
  if (found === undefined) throw new RangeError('A ladder has at least one tier.');
  return found;
}

export const currentTier = (state: IssueState): Tier => tierAt(state, state.tier);
export const isLastTier = (state: IssueState): boolean => state.tier >= state.rules.tiers.length;
export const tierAbove = (state: IssueState): number => Math.min(state.tier + 1, state.rules.tiers.length);

/** Who is at work on the issue now: the assignee, else everybody of the tier on duty. */
export const onDuty = (state: IssueState): readonly PersonId[] =>
  state.assignee === null ? currentTier(state).people : [state.assignee];

export const everyoneOnLadder = (state: IssueState): readonly PersonId[] => [
  ...new Set(state.rules.tiers.flatMap((tier) => tier.people)),
];

export const pendingApproval = (state: IssueState): Approval | undefined =>
  state.approvals.find((approval) => approval.status === 'pending');

/** The clause of the procedure that a wait comes from, for people to look up. */
export const clause = (state: IssueState, path: string): string => `${rulesName(state.rules)}#${path}`;
export const tierClause = (state: IssueState, field: string): string =>
  clause(state, `tiers[${state.tier - 1}:${currentTier(state).key}].${field}`);

/** The two clocks with which a tier goes on duty. */
export const tierClocks = (
  rules: IssueRules,
  tier: Tier,
  nowMs: Instant,
): { readonly acknowledge: Clock; readonly handle: Clock } => ({
  acknowledge: startClock(rules, nowMs, tier.acknowledgeWithin),
  handle: startClock(rules, nowMs, tier.handleWithin),
});

export const inStage = (state: IssueState, ...stages: readonly Stage[]): boolean => stages.includes(state.stage);

/** Who may work on the issue: the tier on duty, and the person to whom it gave the issue. */
export const mayWork = (state: IssueState): readonly PersonId[] => [
  ...new Set([...currentTier(state).people, ...(state.assignee === null ? [] : [state.assignee])]),
];
