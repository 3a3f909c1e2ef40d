/** Small questions that every capability asks of the state. */
import type { Instant, PersonId } from './ids';
import { pauseClock, resumeClock, startClock, type Clock, type Pause, type PausedClock } from './clock';
import { rulesName, type IssueRules, type Party, type Tier } from './rules';
import { calledOf, calledOrAll, type Posted } from './staffing';
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

/** The party with this key; undefined when the procedure knows none. */
export const partyOf = ({ rules }: IssueState, key: string): Party | undefined =>
  rules.parties?.find((party) => party.key === key);

/** Whose turn it is: the party to which the issue was dispatched, else the tier on duty. */
export const crew = (state: IssueState): Posted =>
  (state.dispatch === undefined ? undefined : partyOf(state, state.dispatch.party)) ?? currentTier(state);

/** Who is at work on the issue now: the assignee, else those of the tier on duty who are there. */
export const onDuty = (state: IssueState): readonly PersonId[] =>
  state.assignee === null ? called(state) : [state.assignee];

/** Who of a tier is told. At the top it is everybody when nobody is there: somebody has to be told. */
export const calledOn = ({ rules }: IssueState, tier: Tier): readonly PersonId[] =>
  tier === rules.tiers.at(-1) ? calledOrAll(tier) : calledOf(tier);

/** Who of the crew is told; of a party everybody when nobody is there. */
export const called = (state: IssueState): readonly PersonId[] =>
  state.dispatch === undefined ? calledOn(state, currentTier(state)) : calledOrAll(crew(state));

export const everyoneOnLadder = (state: IssueState): readonly PersonId[] => [
  ...new Set([...state.rules.tiers.flatMap((tier) => tier.people), ...crew(state).people]),
];

export const pendingApproval = (state: IssueState): Approval | undefined =>
  state.approvals.find((approval) => approval.status === 'pending');

/** The clause of the procedure that a wait comes from, for people to look up. */
export const clause = (state: IssueState, path: string): string => `${rulesName(state.rules)}#${path}`;
/** Of the party on duty, else of the tier. */
export const tierClause = (state: IssueState, field: string): string =>
  state.dispatch !== undefined
    ? clause(state, `parties[${state.dispatch.party}].${field}`)
    : clause(state, `tiers[${state.tier - 1}:${currentTier(state).key}].${field}`);

/** The tier of the ladder with this key, by number; undefined when there is none. */
export function tierNumber({ tiers }: IssueRules, key: string): number | undefined {
  const index = tiers.findIndex((tier) => tier.key === key);
  return index === -1 ? undefined : index + 1;
}

/** The two clocks with which a tier goes on duty. */
export const tierClocks = (
  rules: IssueRules,
  tier: Tier,
  nowMs: Instant,
): { readonly acknowledge: Clock; readonly handle: Clock } => ({
  acknowledge: startClock(rules, nowMs, tier.acknowledgeWithin),
  handle: startClock(rules, nowMs, tier.handleWithin, tier.warnings),
});

/** The clocks that no change of duty ends: over all tiers, and to a supervising tier. */
export const lasting = ({ answer, total }: Clocks): Clocks => ({
  ...(answer === undefined ? {} : { answer }),
  ...(total === undefined ? {} : { total }),
});
type Clocks = IssueState['clocks'];

/** The time over all tiers as it goes on, where it stood still; to be put into the event that lets it go on. */
export const totalAgain = (state: IssueState, nowMs: Instant, why: Pause): { readonly total?: Clock } =>
  state.totalPaused === undefined ? {} : { total: resumeClock(state.rules, state.totalPaused, nowMs, why) };

/** What is left of the time over all tiers, where it runs; to be put into the event that lets it stand still. */
export const totalPause = (state: IssueState, nowMs: Instant): { readonly totalPaused?: PausedClock } =>
  state.clocks.total === undefined ? {} : { totalPaused: pauseClock(state.rules, state.clocks.total, nowMs) };

/** Of the tier on duty. A party has none. */
export const warningsOf = (state: IssueState): Tier['warnings'] =>
  state.dispatch === undefined ? currentTier(state).warnings : undefined;

/** From now until an acknowledgement expires, where the tier on duty has that; a party has it not. To be put into the event. */
export function renewal(state: IssueState, nowMs: Instant): { readonly renew?: Clock } {
  const term = state.dispatch === undefined ? currentTier(state).acknowledgementFor : undefined;
  return term === undefined ? {} : { renew: startClock(state.rules, nowMs, term) };
}

export const inStage = (state: IssueState, ...stages: readonly Stage[]): boolean => stages.includes(state.stage);

/** Who is asked to move: those of the crew who are told, and the person to whom it gave the issue. */
export const asked = (state: IssueState): readonly PersonId[] => [
  ...new Set([...called(state), ...(state.assignee === null ? [] : [state.assignee])]),
];

/** Who may work on the issue: the tier or party on duty, and the person to whom it gave the issue. */
export const mayWork = (state: IssueState): readonly PersonId[] => [
  ...new Set([...crew(state).people, ...(state.assignee === null ? [] : [state.assignee])]),
];
