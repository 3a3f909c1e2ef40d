/** What other rules say of each clock of an issue. */
import { termOf, type Clock, type ClockName } from '../../kernel/clock';
import type { NewTerm } from '../../kernel/recharge';
import type { IssueRules, Party, Tier } from '../../kernel/rules';
import type { IssueState } from '../../kernel/state';
import { answerWithin } from '../supervision/decide';

/** A clock that is missing here ends with the rules that had it. */
export type NewTerms = Readonly<Partial<Record<ClockName, NewTerm>>>;

/** @param tier the one on duty in the new ladder */
export function newTerms(state: IssueState, rules: IssueRules, tier: Tier): NewTerms {
  const party = dispatchedTo(state, rules);
  const { verification, check, confirmation, total } = rules;
  const { every } = tier.repeat;
  return {
    acknowledge: { term: (party ?? tier).acknowledgeWithin, every },
    handle: handleTerm(state, rules, tier, state.clocks.handle ?? state.suspension?.handle.clock),
    // Only a tier's acknowledgement expires.
    ...(tier.acknowledgementFor === undefined || party !== undefined
      ? {}
      : { renew: { term: tier.acknowledgementFor } }),
    ...(verification === undefined ? {} : { verify: { term: verification.within, every: verification.repeat.every } }),
    ...(check === undefined ? {} : { check: { term: check.within, every: check.repeat.every } }),
    confirm: { term: confirmation.within, every: confirmation.repeat.every },
    // Owed under any rules: what was asked for has to be answered.
    answer: { term: answerWithin(rules) },
    ...(total === undefined ? {} : { total: { term: total.within } }),
  };
}

/** Of the party that has it, else of the tier. */
export function handleTerm(state: IssueState, rules: IssueRules, tier: Tier, clock: Clock | undefined): NewTerm {
  const party = dispatchedTo(state, rules);
  const began = state.dispatch?.handle.pausedAtMs ?? state.tierSinceMs;
  const { every } = tier.repeat;
  if (party === undefined) return { every, ...tierHandleTerm(state, rules, tier, clock, began) };
  // A party's time has no warnings of its own.
  const rework = reworkTerm(state, rules, clock, began);
  return { term: rework ?? party.handleWithin, every };
}

/** @param beganAtMs when the tier, or the party, went on duty: the time to do it again begins later */
export function tierHandleTerm(
  state: IssueState,
  rules: IssueRules,
  tier: Tier,
  clock: Clock | undefined,
  beganAtMs = state.tierSinceMs,
): NewTerm {
  const term = reworkTerm(state, rules, clock, beganAtMs) ?? tier.handleWithin;
  return tier.warnings === undefined ? { term } : { term, warnings: tier.warnings };
}

/** The time to do it again after a check that failed, where that is what the clock measures. */
function reworkTerm(
  { rules: { check: before }, reworks }: IssueState,
  { check }: IssueRules,
  clock: Clock | undefined,
  beganAtMs: number,
) {
  if (clock === undefined || reworks === undefined || before === undefined || check === undefined) return undefined;
  const { ms, time } = before.reworkWithin;
  return clock.sinceMs !== beganAtMs && clock.time === time && termOf(clock) === ms ? check.reworkWithin : undefined;
}

const dispatchedTo = ({ dispatch }: IssueState, { parties }: IssueRules): Party | undefined =>
  dispatch === undefined ? undefined : parties?.find(({ key }) => key === dispatch.party);
