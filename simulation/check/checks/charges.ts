import type { Clock, IssueRules, Term } from '../../../domain';
import { utc, type Check, type Say } from '../check';
import { over, passed } from '../own-time';

export const charges: Check = {
  name: 'charges',
  promise:
    'A deadline is the sum of its charges: its beginning, its term, what was added, and how long it stood still.',
  event: ({ rules, tier }, { event }, _turn, say) => {
    const { type } = event;
    if (type === 'opened' || type === 'escalated' || type === 'reopened') {
      const terms = rules.tiers[(type === 'opened' ? 1 : type === 'reopened' ? event.tier : event.toTier) - 1];
      sums(rules, event.acknowledge, terms?.acknowledgeWithin, say);
      sums(rules, event.handle, terms?.handleWithin, say);
    } else if (type === 'extended' || type === 'resumed') {
      sums(rules, event.handle, rules.tiers[tier - 1]?.handleWithin, say);
    } else if (type === 'handled') {
      sums(rules, event.confirm, rules.confirmation.within, say);
    }
  },
};

function sums(rules: IssueRules, clock: Clock, term: Term | undefined, say: Say): void {
  const { time } = clock;
  if (clock.charges[0]?.ms !== term?.ms || time !== term?.time) say('the first charge is not the term of the rules');
  let dueAtMs = clock.sinceMs;
  for (const { why, atMs, ms, dueAtMs: saidAtMs } of clock.charges) {
    // A clock that stood still keeps what was left of it; in natural time that adds how long it stood.
    const leftMs = why === 'suspension' ? passed(rules, time, atMs - ms, dueAtMs) : null;
    dueAtMs = leftMs === null ? over(rules, time, dueAtMs, ms) : over(rules, time, atMs, leftMs);
    // Of a clock that was over already nothing is left: it rings as soon as it goes on.
    if (leftMs === 0 && saidAtMs === over(rules, time, atMs, 1)) dueAtMs = saidAtMs;
    if (saidAtMs !== dueAtMs)
      return say(`after ${why} of ${ms} ms it is ${utc(dueAtMs)}, the ledger says ${utc(saidAtMs)}`);
  }
  if (clock.dueAtMs !== dueAtMs) say(`the charges make ${utc(dueAtMs)}, the deadline is ${utc(clock.dueAtMs)}`);
}
