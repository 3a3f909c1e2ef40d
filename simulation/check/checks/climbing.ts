import type { Check } from '../check';
import type { Event } from '../known';
import type { Sight } from '../sight';

export const climbing: Check = {
  name: 'climbing',
  promise:
    'The ladder never climbs down, except to be climbed again when its top does not answer; a deadline leads to the tier that the rules name, disagreement to the one above, or the top.',
  on: {
    disputed: (_before, _event, { records }, say) => {
      if (!records.some((record) => record.event.type === 'escalated'))
        say('the resident disagreed, and no tier went on duty');
    },
    escalated: (before, event, _turn, say) => {
      if (!isRight(before, event))
        say(`from tier ${before.tier} of ${before.tiers} it came to tier ${event.toTier} (${event.cause})`);
      if (event.fromTier !== before.tier) say(`it was with tier ${before.tier}, the event says ${event.fromTier}`);
      if (event.toTier > before.tiers) say(`there is no tier ${event.toTier}`);
    },
    followed: (before, event, _turn, say) => {
      if (event.what === 'climbed' && event.tier <= before.tier)
        say(`from tier ${before.tier} it followed its lead to tier ${event.tier}`);
    },
  },
};

function isRight(before: Sight, { cause, toTier }: Event<'escalated'>): boolean {
  const { tier, rules, isTop, rounds } = before;
  switch (cause) {
    case 'not-acknowledged':
    case 'not-handled':
    case 'not-told':
      return toTier === (rules.tiers[tier - 1]?.next ?? tier + 1);
    case 'unstaffed':
      return toTier === tier + 1;
    case 'passed-up':
    case 'not-closed':
      return toTier > tier;
    case 'disputed':
    case 'problem':
    case 'returned':
      return toTier === before.above(tier);
    case 'again':
      return isTop && rules.again !== undefined && toTier === rules.again.from && rounds < rules.again.times;
    default:
      return cause satisfies never;
  }
}
