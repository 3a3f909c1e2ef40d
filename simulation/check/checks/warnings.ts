import type { Clock, IssueRules, Term, Warning } from '../../../domain';
import { utc, type Check, type Say } from '../check';
import { over, passed } from '../own-time';

export const warnings: Check = {
  name: 'warnings',
  promise:
    'Whoever is at work is warned before the deadline, once for each warning of the rules, at the rest of the granted time that it names; a unit beside the ladder has none.',
  on: {
    opened: ({ rules }, { handle }, { nowMs }, say) => announced(rules, handle, rules.tiers[0]?.warnings, nowMs, say),
    verified: ({ rules, tier }, { handle }, { nowMs }, say) =>
      announced(rules, handle, rules.tiers[tier - 1]?.warnings, nowMs, say),
    escalated: ({ rules }, { handle, toTier }, { nowMs }, say) =>
      announced(rules, handle, rules.tiers[toTier - 1]?.warnings, nowMs, say),
    reopened: ({ rules }, { handle, tier }, { nowMs }, say) =>
      announced(rules, handle, rules.tiers[tier - 1]?.warnings, nowMs, say),
    dispatched: ({ rules }, { handle }, { nowMs }, say) => announced(rules, handle, undefined, nowMs, say),
    returned: ({ rules, tier }, { handle }, { nowMs }, say) =>
      announced(rules, handle, rules.tiers[tier - 1]?.warnings, nowMs, say),
    extended: ({ rules, tier, dispatch }, { handle }, { nowMs }, say) =>
      announced(rules, handle, dispatch === null ? rules.tiers[tier - 1]?.warnings : undefined, nowMs, say),
    resumed: ({ rules, tier, dispatch }, { handle }, { nowMs }, say) =>
      announced(rules, handle, dispatch === null ? rules.tiers[tier - 1]?.warnings : undefined, nowMs, say),
    'check-failed': ({ rules, tier, dispatch }, { handle }, { nowMs }, say) =>
      announced(rules, handle, dispatch === null ? rules.tiers[tier - 1]?.warnings : undefined, nowMs, say),
    unlinked: ({ rules, tier, dispatch }, { handle }, { nowMs }, say) =>
      announced(rules, handle, dispatch === null ? rules.tiers[tier - 1]?.warnings : undefined, nowMs, say),
    'rules-changed': ({ dispatch }, { rules, tier, clocks: { handle } }, { nowMs }, say) => {
      // One that is called out by the new rules too is over, and warns of nothing.
      if (handle !== undefined && handle.round === 0)
        announced(rules, handle, dispatch === null ? rules.tiers[tier - 1]?.warnings : undefined, nowMs, say, true);
    },
    warned: ({ handle }, { dueAtMs, firedAtMs, untold }, { nowMs, told }, say) => {
      if (handle === null) return say('nothing runs that could be warned of');
      if (dueAtMs !== handle.dueAtMs) say(`it says ${utc(dueAtMs)}, the deadline is ${utc(handle.dueAtMs)}`);
      if (!handle.warnAtMs.includes(firedAtMs)) say(`nothing was to be warned of at ${utc(firedAtMs)}`);
      const isLate = nowMs >= handle.dueAtMs;
      if (isLate !== (untold === true)) say(isLate ? 'it comes after the deadline' : 'it is in time, and kept back');
      // Others may be told in the same step that nobody of the tier is there.
      if (isLate && told.some(({ template }) => template === 'deadline-near'))
        say('somebody is warned of what has passed');
      if (!isLate && told.length === 0) say('nobody is warned');
    },
  },
};

/** @param nowMs when its deadline was set: warnings that would have come before are not made up for */
function announced(
  rules: IssueRules,
  clock: Clock | undefined,
  all: readonly Warning[] = [],
  nowMs: number,
  say: Say,
  isUnderWay = false,
): void {
  if (clock === undefined) return;
  const { charges, time, dueAtMs, warnAtMs = [] } = clock;
  if (all.length === 0) return warnAtMs.length === 0 ? undefined : say('it warns, and the rules have no warning');
  // The first charge is the beginning, which may lie a little before the present.
  const setAtMs = charges.length === 1 && !isUnderWay ? clock.sinceMs : nowMs;
  let [granted, extended] = [0, 0];
  for (const { why, ms, termMs } of charges) {
    if (why === 'extension') extended += ms;
    granted = termMs ?? (why === 'term' ? ms : granted);
  }
  granted += extended;
  asTheRulesName(rules, { ms: granted, time }, all, { setAtMs, dueAtMs, said: warnAtMs }, say);
}

/** What was announced is what the rules name: at the rest of the whole time, later than it was set, and before it is over. */
export function asTheRulesName(
  rules: IssueRules,
  { ms: wholeMs, time }: Term,
  all: readonly Warning[],
  at: { readonly setAtMs: number; readonly dueAtMs: number; readonly said: readonly number[] },
  say: Say,
): void {
  const { setAtMs, dueAtMs } = at;
  const leftMs = passed(rules, time, setAtMs, dueAtMs);
  const wanted = new Set<number>();
  for (const warning of all) {
    const restMs = 'share' in warning ? wholeMs * (1 - warning.share) : warning.beforeMs;
    const atMs = over(rules, time, setAtMs, Math.round(leftMs - restMs));
    if (leftMs - restMs > 0 && restMs > 0 && atMs > setAtMs && atMs < dueAtMs) wanted.add(atMs);
  }
  const said = new Set(at.said);
  for (const atMs of wanted) if (!said.has(atMs)) say(`there is to be a warning at ${utc(atMs)}, and there is none`);
  for (const atMs of said) if (!wanted.has(atMs)) say(`there is a warning at ${utc(atMs)}, which no rule names`);
}
