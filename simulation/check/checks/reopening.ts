import type { Check } from '../check';

export const reopening: Check = {
  name: 'reopening',
  promise: 'A reopened issue goes to the tier that closed it or one above, never to the start of the queue.',
  event: (before, { event }, _turn, say) => {
    if (event.type !== 'reopened' || event.tier === before.tier || event.tier === before.above(before.tier)) return;
    say(`tier ${before.tier} of ${before.tiers} closed it, and it was reopened at tier ${event.tier}`);
  },
};
