import type { Turn } from '../../trace';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import type { Sight } from '../sight';
import { isEmpty } from '../there';

export const passedOver: Check = {
  name: 'passed-over',
  promise:
    'A tier of which nobody is there is passed over in the same step, with an alarm that reaches the top; below the top the ladder never rests on one.',
  on: {
    unstaffed: (before, event, turn, say) => {
      vacant(before, event, say);
      for (const person of before.rules.tiers.at(-1)?.people ?? [])
        if (!turn.told.some(({ template, recipient }) => template === 'nobody-on-duty' && recipient === person))
          say(`${person} of the top did not learn that nobody of tier ${event.tier} is there`);
      const climb = turn.records.some(
        ({ event: next }) =>
          next.type === 'escalated' && next.cause === 'unstaffed' && next.fromTier === event.tier && !before.isTop,
      );
      if (climb === before.isTop)
        say(`nobody of tier ${event.tier} is there, and it ${climb ? 'climbs' : 'stays there'}`);
    },
    escalated: (before, { cause, fromTier }, turn, say) => {
      if (cause === 'unstaffed' && !alarms(turn).includes(fromTier))
        say(`tier ${before.tier} is passed over without an alarm`);
    },
  },
  turn: (after, turn, say) => {
    const { stage, holder, dispatch, isTop, tier, rules, quarantinedAtMs } = after;
    if (stage !== 'open' || holder !== null || dispatch !== null || !isEmpty(rules.tiers[tier - 1])) return;
    if (!isTop && quarantinedAtMs === null && turn.records.length > 0)
      say(`it rests with tier ${tier} of ${after.tiers}, of which nobody is there`);
    const isPut = turn.records.some(({ event }) => ON_DUTY.has(event.type));
    if (isTop && isPut && !alarms(turn).includes(tier)) say('nobody of the top is there, and nobody is alarmed');
  },
};

const ON_DUTY: ReadonlySet<string> = new Set(['opened', 'verified', 'escalated', 'reopened']);

const alarms = ({ records }: Turn): readonly number[] =>
  records.flatMap(({ event }) => (event.type === 'unstaffed' ? [event.tier] : []));

function vacant(before: Sight, { tier, role }: Event<'unstaffed'>, say: Say): void {
  const post = before.rules.tiers[tier - 1];
  if (tier !== before.tier || role !== post?.role) say(`tier ${before.tier} is on duty, not tier ${tier} (${role})`);
  if (!isEmpty(post)) say(`somebody of tier ${tier} is there`);
  if (before.stage !== 'open' || before.holder !== null || before.dispatch !== null)
    say(`it is ${before.stage}, and somebody else is to move`);
}
