/** How the ladder climbs. */
import type { IssueEvent } from '../../kernel/event';
import type { Instant, PersonId } from '../../kernel/ids';
import { currentTier, pendingApproval, tierAt, tierClocks, totalAgain } from '../../kernel/ladder';
import type { IssueRules } from '../../kernel/rules';
import type { IssueState } from '../../kernel/state';
import { after, between, type Term } from '../../kernel/term';
import { lapse } from '../approval/lapse';
import type { Escalated } from './messages';

/** A tier that is told late keeps at least this share of its time to acknowledge. */
const SHARE_KEPT = 0.9;
/** A call that comes late is followed by the next after at least this share of the interval. */
const LEAST_SHARE = 0.5;

export interface Cause {
  readonly cause: Escalated['cause'];
  readonly firedAtMs?: Instant;
  readonly by?: PersonId;
  readonly reason?: string;
}

/** Puts `toTier` on duty. A question that was pending is overtaken: its asker no longer has the issue. */
export function climb(state: IssueState, toTier: number, cause: Cause, nowMs: Instant): readonly IssueEvent[] {
  const tier = tierAt(state, toTier);
  const sinceMs = dispatchInstant(state.rules, cause.firedAtMs ?? nowMs, nowMs, tier.acknowledgeWithin);
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      type: 'escalated',
      fromTier: state.tier,
      toTier,
      ...cause,
      ...tierClocks(state.rules, tier, sinceMs),
      ...totalAgain(state, nowMs, 'waiting'),
    },
  ];
}

/** The tier that follows when a deadline of the present one has passed. */
export const tierAfter = (state: IssueState): number => currentTier(state).next ?? state.tier + 1;

/**
 * The instant from which the next tier's time counts: the instant that fell due, so that small delays do not add
 * up over the ladder; after an outage, the present, so that nobody's time is over before they were told.
 */
export const dispatchInstant = (rules: IssueRules, firedAtMs: Instant, nowMs: Instant, term: Term): Instant =>
  between(rules, term.time, firedAtMs, nowMs) <= term.ms * (1 - SHARE_KEPT) ? firedAtMs : nowMs;

/**
 * The next call of a repeating clock: on its own grid, half an interval to one and a half after the present, so that
 * an outage ends in one call and not in a storm, and whoever was told late has time to move before what comes next.
 */
export function nextCall(rules: IssueRules, firedAtMs: Instant, every: Term, nowMs: Instant): Instant {
  const gone = between(rules, every.time, firedAtMs, nowMs) / every.ms;
  return after(rules, firedAtMs, { ...every, ms: Math.ceil(Math.max(1, gone + LEAST_SHARE)) * every.ms });
}

/** A tier has fewer calls than this in one round of the ladder. */
const CALLS_A_ROUND = 10_000;

/** The first call of a tier other than the present one: a further round where the ladder goes down, or its tiers have other numbers. */
export const firstCall = ({ calls, tier }: IssueState, toTier: number, renumbered = false): number =>
  firstCallOf(calls) + (toTier < tier || renumbered ? CALLS_A_ROUND : 0);

/** The call with which the round of the ladder began to which this one belongs. */
export const firstCallOf = (call: number): number => Math.floor(call / CALLS_A_ROUND) * CALLS_A_ROUND;
