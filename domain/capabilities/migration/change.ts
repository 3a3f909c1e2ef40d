/** What becomes of an issue when other rules hold for it. */
import { startClock, type Change, type Clock, type ClockName, type PausedClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import type { Instant, PersonId } from '../../kernel/ids';
import { inStage, pendingApproval } from '../../kernel/ladder';
import { rechargeClock, rechargePaused, type NewTerm, type RuleChange } from '../../kernel/recharge';
import { rulesName, type IssueRules, type Tier } from '../../kernel/rules';
import type { IssueState, Part } from '../../kernel/state';
import { after, between } from '../../kernel/term';
import { kinds } from '../approval/kinds';
import { remindersOf } from '../approval/remind';
import { awaited } from './awaited';
import { breaks } from './breaks';
import { rulesChanged } from './evolve';
import type { RulesChanged } from './messages';
import { handleTerm, newTerms, tierHandleTerm, type NewTerms } from './terms';
import { sameTier } from './tiers';

export interface Cause {
  readonly why: Change;
  readonly reason: string;
  readonly by: PersonId;
}

/** Refused with MIGRATION_BREAKS when the issue could not go on under these rules. */
export function changeRules(state: IssueState, rules: IssueRules, cause: Cause, nowMs: Instant): Verdict {
  // Tiers are counted from one.
  const number = sameTier(state.rules, rules, state.tier) ?? 0;
  const tier = rules.tiers[number - 1];
  const broken = breaks(state, rules);
  if (tier === undefined) return refused(state, rules, 'have no tier for the one on duty');
  if (broken !== null) return refused(state, rules, broken);
  try {
    const changed = eventOf(state, rules, { number, tier }, cause, nowMs);
    const before = awaited(state);
    const joined = awaited(rulesChanged(state, changed)).filter((person) => !before.includes(person));
    return [joined.length === 0 ? changed : { ...changed, joined }];
  } catch (error) {
    // Rules that can't even be worked out (working time and no calendar) are refused, not thrown at whoever asked.
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    return refused(state, rules, `can't be followed (${error.message})`);
  }
}

const refused = (state: IssueState, rules: IssueRules, why: string): Verdict =>
  refuse(
    'MIGRATION_BREAKS',
    `${state.id} stays under ${rulesName(state.rules)}: the rules of ${rulesName(rules)} ${why}.`,
  );

function eventOf(
  state: IssueState,
  rules: IssueRules,
  on: { readonly number: number; readonly tier: Tier },
  cause: Cause,
  nowMs: Instant,
): RulesChanged {
  const stoodStill = state.quarantine === undefined ? {} : { stoodStillAtMs: state.quarantine.sinceMs };
  const change: RuleChange = { before: state.rules, rules, why: cause.why, nowMs, ...stoodStill };
  const terms = newTerms(state, rules, on.tier);
  const { suspension, dispatch, link, handled } = state;
  const paused = (clock: PausedClock, to: NewTerm) => rechargePaused(change, clock, to);
  const parts = state.parts?.map((part) => rechargedPart(change, part));
  const totalPaused =
    state.totalPaused === undefined || terms.total === undefined ? undefined : paused(state.totalPaused, terms.total);
  return {
    type: 'rules-changed',
    by: cause.by,
    why: cause.why,
    reason: cause.reason,
    rules,
    tier: on.number,
    ...(handled === null
      ? {}
      : { handledTier: sameTier(state.rules, rules, handled.tier) ?? Math.min(handled.tier, rules.tiers.length) }),
    clocks: { ...rechargedClocks(state, change, terms), ...begun(state, change, terms) },
    ...(totalPaused === undefined ? {} : { totalPaused }),
    ...(suspension === null
      ? {}
      : { suspended: paused(suspension.handle, handleTerm(state, rules, on.tier, suspension.handle.clock)) }),
    ...(dispatch === undefined
      ? {}
      : { dispatched: paused(dispatch.handle, tierHandleTerm(state, rules, on.tier, dispatch.handle.clock)) }),
    ...(link === undefined
      ? {}
      : {
          linked: {
            acknowledge:
              link.acknowledge === null ? null : paused(link.acknowledge, { term: on.tier.acknowledgeWithin }),
            handle:
              link.handle === null ? null : paused(link.handle, handleTerm(state, rules, on.tier, link.handle.clock)),
          },
        }),
    ...(parts === undefined ? {} : { parts }),
    ...decidedLater(state, rules, nowMs),
    atMs: nowMs,
  };
}

/**
 * Nobody could decide in quarantine, and silence may count for a yes: what was left then is left now, and the reminders of the
 * new rules that fit into it.
 */
function decidedLater(
  state: IssueState,
  rules: IssueRules,
  nowMs: Instant,
): Pick<RulesChanged, 'decideUntilMs' | 'remindAtMs'> {
  const pending = pendingApproval(state);
  if (pending === undefined || state.quarantine === undefined) return {};
  const decision = kinds[pending.kind].decision(rules);
  const time = decision?.decideWithin.time ?? 'natural';
  const ms = Math.max(1, between(rules, time, state.quarantine.sinceMs, pending.dueAtMs));
  const decideUntilMs = after(rules, nowMs, { ms, time });
  return { decideUntilMs, ...(decision === undefined ? {} : remindersOf(rules, decision, nowMs, decideUntilMs)) };
}

/** "Escalated state that survives removal of its SLA": what the new rules do not ask for ends here. */
function rechargedClocks({ clocks }: IssueState, change: RuleChange, terms: NewTerms): RulesChanged['clocks'] {
  return Object.fromEntries(
    Object.entries(clocks).flatMap(([name, clock]): (readonly [string, Clock])[] => {
      const to = terms[name as ClockName];
      return to === undefined ? [] : [[name, rechargeClock(change, clock, to)]];
    }),
  );
}

/** What only the new rules ask for begins: nobody is late for it by the past. */
function begun(state: IssueState, { before, rules, nowMs }: RuleChange, terms: NewTerms): RulesChanged['clocks'] {
  const { stage, openedAtMs, tier } = state;
  const expired = before.tiers[tier - 1]?.acknowledgementFor !== undefined;
  const renews = stage === 'handling' && !expired;
  const counts = inStage(state, 'verifying', 'open', 'handling') && before.total === undefined;
  const sinceMs = terms.total !== undefined && after(rules, openedAtMs, terms.total.term) > nowMs ? openedAtMs : nowMs;
  return {
    ...(terms.renew !== undefined && renews ? { renew: startClock(rules, nowMs, terms.renew.term) } : {}),
    ...(terms.total !== undefined && counts ? { total: startClock(rules, sinceMs, terms.total.term) } : {}),
  };
}

function rechargedPart(change: RuleChange, part: Part): Part {
  const party = change.rules.parties?.find(({ key }) => key === part.party);
  if (party === undefined) return part;
  const { reportIn, handle } = part;
  return {
    ...part,
    reportIn: reportIn === null ? null : rechargeClock(change, reportIn, { term: party.reportInWithin }),
    handle: handle === null ? null : rechargeClock(change, handle, { term: party.handleWithin }),
  };
}
