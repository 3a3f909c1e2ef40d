import type { Clock, IssueRules, Term } from '../../../domain';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import { passed } from '../own-time';

const SHARE = 0.9;

export const toldLate: Check = {
  name: 'told-late',
  promise: 'Whoever is told late still has at least 90 % of the time, or their time begins at that instant.',
  on: {
    opened: ({ rules }, event, { nowMs }, say) => onDuty(rules, 1, event, nowMs, say),
    verified: ({ rules, tier }, event, { nowMs }, say) => onDuty(rules, tier, event, nowMs, say),
    escalated: ({ rules }, event, { nowMs }, say) => onDuty(rules, event.toTier, event, nowMs, say),
    reopened: ({ rules }, event, { nowMs }, say) => onDuty(rules, event.tier, event, nowMs, say),
    'acknowledgement-expired': ({ rules, tier }, { acknowledge }, { nowMs }, say) =>
      left(rules, acknowledge, rules.tiers[tier - 1]?.acknowledgeWithin, nowMs, say),
    returned: ({ rules, tier }, { acknowledge }, { nowMs }, say) =>
      left(rules, acknowledge, rules.tiers[tier - 1]?.acknowledgeWithin, nowMs, say),
    checked: ({ rules }, { confirm }, { nowMs }, say) => left(rules, confirm, rules.confirmation.within, nowMs, say),
  },
};

function onDuty(
  rules: IssueRules,
  number: number,
  { acknowledge, handle }: Pick<Event<'opened'>, 'acknowledge' | 'handle'>,
  nowMs: number,
  say: Say,
): void {
  const tier = rules.tiers[number - 1];
  if (tier === undefined) return say('there is no such tier');
  left(rules, acknowledge, tier.acknowledgeWithin, nowMs, say);
  // By rule a late call is measured by the time to acknowledge; a clock that counts otherwise has no share of it.
  if (tier.handleWithin.time === tier.acknowledgeWithin.time) left(rules, handle, tier.handleWithin, nowMs, say);
}

function left(rules: IssueRules, clock: Clock | undefined, term: Term | undefined, nowMs: number, say: Say): void {
  if (clock === undefined || term === undefined || clock.sinceMs === nowMs) return;
  const leftMs = passed(rules, term.time, nowMs, clock.dueAtMs);
  if (leftMs < Math.floor(SHARE * term.ms)) say(`of ${term.ms} ms only ${leftMs} ms were left when they were told`);
}
