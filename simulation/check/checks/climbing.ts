import type { Check } from '../check';

export const climbing: Check = {
  name: 'climbing',
  promise: 'The ladder never climbs down, and disagreement resumes one tier higher, or at the top.',
  event: (before, { event }, { records }, say) => {
    if (event.type === 'disputed' && !records.some((record) => record.event.type === 'escalated'))
      say('the resident disagreed, and no tier went on duty');
    if (event.type !== 'escalated') return;
    const above = before.above(before.tier);
    const wants = event.cause === 'disputed' ? event.toTier === above : event.toTier > before.tier;
    if (!wants) say(`from tier ${before.tier} of ${before.tiers} it came to tier ${event.toTier} (${event.cause})`);
    if (event.fromTier !== before.tier) say(`it was with tier ${before.tier}, the event says ${event.fromTier}`);
  },
};
