import type { Check } from '../check';

export const total: Check = {
  name: 'total',
  promise:
    'The time over all tiers runs from the opening to the end of the handling, fires once, and leads at least to the tier that the rules name.',
  on: {
    escalated: (before, { cause, toTier }, _turn, say) => {
      if (cause !== 'not-closed') return;
      if (before.total === null) say('the time over all tiers has rung before, or does not run');
      if (before.total !== null && before.total.calls > 0) say('it rings a second time');
      const least = Math.max(before.rules.total?.to ?? 0, before.tier + 1);
      if (toTier < Math.min(least, before.tiers))
        say(`it leads to tier ${toTier}; the rules name ${before.rules.total?.to}`);
    },
    reminded: (_before, { clock }, _turn, say) => {
      if (clock === 'total') say('the time over all tiers is called out again');
    },
  },
  turn: ({ stage, total: running, totalStopped }, _turn, say) => {
    if (running !== null && totalStopped !== null) say('it runs and stands still');
    if (stage === 'closed' && (running !== null || totalStopped !== null)) say('it outlives the issue');
    if (running !== null && (stage === 'suspended' || stage === 'checking' || stage === 'confirming'))
      say(`it runs while the issue is ${stage}`);
  },
};
