import type { IssueRules, Party, Tier } from '../../../domain';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import { continued, fresh } from '../ledger';
import type { Sight } from '../sight';

export const charges: Check = {
  name: 'charges',
  promise:
    'A deadline is the sum of its charges: its beginning, its term, what was added, and how long it stood still.',
  on: {
    opened: ({ rules }, event, _turn, say) => {
      if (event.verify === undefined) onDuty(rules, rules.tiers[0], event, say);
      fresh(rules, event.verify, rules.verification?.within, say);
      fresh(rules, event.total, rules.total?.within, say);
    },
    verified: ({ rules, tier }, event, _turn, say) => onDuty(rules, rules.tiers[tier - 1], event, say),
    escalated: (before, event, _turn, say) => {
      const { rules } = before;
      onDuty(rules, rules.tiers[event.toTier - 1], event, say);
      goesOn(before, event, say);
    },
    reopened: ({ rules }, event, _turn, say) => {
      onDuty(rules, rules.tiers[event.tier - 1], event, say);
      fresh(rules, event.total, rules.total?.within, say);
    },
    acknowledged: ({ rules, tier }, { renew }, _turn, say) =>
      fresh(rules, renew, rules.tiers[tier - 1]?.acknowledgementFor, say),
    'acknowledgement-expired': ({ rules, tier }, { acknowledge }, _turn, say) =>
      fresh(rules, acknowledge, rules.tiers[tier - 1]?.acknowledgeWithin, say),
    dispatched: ({ rules }, event, _turn, say) => onDuty(rules, partyOf(rules, event.to), event, say),
    returned: ({ rules, tier, dispatch }, { acknowledge, handle }, _turn, say) => {
      fresh(rules, acknowledge, rules.tiers[tier - 1]?.acknowledgeWithin, say);
      continued(rules, dispatch?.handle?.clock, handle, say);
    },
    summoned: ({ rules }, { party, reportIn, handle }, _turn, say) => {
      fresh(rules, reportIn, partyOf(rules, party)?.reportInWithin, say);
      fresh(rules, handle, partyOf(rules, party)?.handleWithin, say);
    },
    handled: ({ rules }, { check, confirm }, _turn, say) => {
      fresh(rules, check, rules.check?.within, say);
      fresh(rules, confirm, rules.confirmation.within, say);
    },
    checked: ({ rules }, { confirm }, _turn, say) => fresh(rules, confirm, rules.confirmation.within, say),
    followed: ({ rules }, { confirm }, _turn, say) => fresh(rules, confirm, rules.confirmation.within, say),
    'check-failed': (before, event, _turn, say) => {
      fresh(before.rules, event.handle, before.rules.check?.reworkWithin, say);
      goesOn(before, event, say);
    },
    extended: ({ rules, handle }, event, _turn, say) => continued(rules, handle, event.handle, say),
    resumed: (before, event, _turn, say) => {
      const { rules, tier, pause } = before;
      continued(rules, pause?.clock.clock, event.handle, say);
      fresh(rules, event.renew, rules.tiers[tier - 1]?.acknowledgementFor, say);
      goesOn(before, event, say);
    },
    supervised: ({ rules }, { answer }, _turn, say) => {
      // Where the rules say nothing the engine has a term of its own.
      if (rules.supervision !== undefined) fresh(rules, answer, rules.supervision.answerWithin, say);
    },
    unlinked: ({ rules, tier, link }, event, _turn, say) => {
      const duty = rules.tiers[tier - 1];
      fresh(rules, event.renew, duty?.acknowledgementFor, say);
      if (link?.handle == null) return onDuty(rules, duty, event, say);
      continued(rules, link.acknowledge?.clock, event.acknowledge, say);
      continued(rules, link.handle.clock, event.handle, say);
    },
  },
};

const onDuty = (
  rules: IssueRules,
  terms: Pick<Tier, 'acknowledgeWithin' | 'handleWithin'> | undefined,
  { acknowledge, handle }: Pick<Event<'opened'>, 'acknowledge' | 'handle'>,
  say: Say,
): void => {
  fresh(rules, acknowledge, terms?.acknowledgeWithin, say);
  fresh(rules, handle, terms?.handleWithin, say);
};

const goesOn = (before: Sight, { total }: Pick<Event<'escalated'>, 'total'>, say: Say): void => {
  // Said by two events of one decision it is the same.
  if (total === undefined || total.dueAtMs === before.total?.dueAtMs) return;
  continued(before.rules, before.totalStopped?.clock, total, say);
};

const partyOf = (rules: IssueRules, key: string): Party | undefined =>
  rules.parties?.find((party) => party.key === key);
