import type { Check } from '../check';
import { passed } from '../own-time';

const SHARE = 0.9;

export const toldLate: Check = {
  name: 'told-late',
  promise: 'Whoever is told late still has at least 90 % of the time, or their time begins at that instant.',
  event: (before, { event }, { nowMs }, say) => {
    if (event.type !== 'opened' && event.type !== 'escalated' && event.type !== 'reopened') return;
    const tier =
      before.rules.tiers[(event.type === 'opened' ? 1 : event.type === 'reopened' ? event.tier : event.toTier) - 1];
    if (tier === undefined) return say('there is no such tier');
    const { acknowledgeWithin, handleWithin } = tier;
    for (const [clock, term] of [
      [event.acknowledge, acknowledgeWithin],
      [event.handle, handleWithin],
    ] as const) {
      // By rule a late call is measured by the time to acknowledge; a clock that counts otherwise has no share of it.
      if (clock.sinceMs === nowMs || term.time !== acknowledgeWithin.time) continue;
      const leftMs = passed(before.rules, term.time, nowMs, clock.dueAtMs);
      if (leftMs < Math.floor(SHARE * term.ms))
        say(`of ${term.ms} ms only ${leftMs} ms were left when the tier was told`);
    }
  },
};
