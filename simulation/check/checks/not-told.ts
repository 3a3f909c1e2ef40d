import type { PersonId } from '../../../domain';
import type { Turn } from '../../trace';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import type { Sight } from '../sight';

export const notTold: Check = {
  name: 'not-told',
  promise:
    'A tier counts as not told when, and only when, nobody whom it consists of could be told since it has the issue, and nobody has taken it: once for a call, with an alarm that reaches the top; below the top the next tier has it in the same step where the rules say so, and at the top nothing is dropped.',
  on: {
    'not-told': (before, event, turn, say) => {
      meant(before, event, turn, say);
      for (const person of before.rules.tiers.at(-1)?.people ?? [])
        if (!turn.told.some(({ template, recipient }) => template === 'nobody-told' && recipient === person))
          say(`${person} of the top did not learn that nobody of tier ${event.tier} could be told`);
      const climbs = !before.isTop && before.rules.tiers[before.tier - 1]?.notTold === 'climb';
      if (climbs !== isClimbed(turn, event.tier))
        say(`nobody of tier ${event.tier} could be told, and it ${climbs ? 'stays there' : 'climbs'}`);
      if (before.isTop && turn.after.stage !== 'open') say(`at the top it is ${turn.after.stage} for that`);
    },
    escalated: (_before, { cause, fromTier }, { records }, say) => {
      if (cause === 'not-told' && !records.some(({ event }) => event.type === 'not-told' && event.tier === fromTier))
        say(`tier ${fromTier} is passed over without an alarm`);
    },
  },
  turn: (after, turn, say) => {
    for (const { template, tier, round } of turn.told) if (CALLS.has(template)) after.call(tier, round);
    const { found } = turn;
    if (found === null || turn.records.length > 0) return;
    const { calls, untold, stage, holder, dispatch, quarantinedAtMs } = after;
    if (stage !== 'open' || holder !== null || dispatch !== null || quarantinedAtMs !== null) return;
    const { tier, round } = found;
    if (tier !== after.tier || calls?.tier !== tier || round < calls.first || round > calls.last) return;
    if (untold?.tier === tier && round <= untold.round) return;
    const called = toTell(after);
    if (called.length > 0 && called.every((person) => found.people.some((one) => one.person === person)))
      say(`nobody of tier ${tier} could be told, and nothing comes of it`);
  },
};

const CALLS: ReadonlySet<string> = new Set(['tier-called', 'tier-reminded', 'tier-alerted', 'acknowledgement-expired']);

/** Those who are called, and whoever is told in their places. */
const toTell = ({ crewThere, deputies }: Sight): readonly PersonId[] => [
  ...crewThere,
  ...deputies.flatMap(({ from, to }) => (crewThere.includes(from) ? [to] : [])),
];

const isClimbed = ({ records }: Turn, tier: number): boolean =>
  records.some(({ event }) => event.type === 'escalated' && event.cause === 'not-told' && event.fromTier === tier);

function meant(before: Sight, { tier, round, people }: Event<'not-told'>, { what, found }: Turn, say: Say): void {
  if (what !== 'engine' || found === null) return say(`it comes of a ${what} that found nothing out`);
  if (before.stage !== 'open' || before.holder !== null || before.dispatch !== null)
    say(`it is ${before.stage}, and somebody else is to move`);
  if (tier !== before.tier) say(`tier ${before.tier} is on duty, not tier ${tier}`);
  if (before.quarantinedAtMs !== null) say('it is in quarantine');
  const { untold } = before;
  if (tier !== found.tier || round !== found.round) say(`it was found out of tier ${found.tier}, round ${found.round}`);
  if (untold?.tier === tier && round <= untold.round) say(`it was said of round ${round} before`);
  for (const person of [...toTell(before), ...people.map((one) => one.person)])
    if (!found.people.some((one) => one.person === person)) say(`${person} was told`);
  for (const person of toTell(before))
    if (!people.some((one) => one.person === person)) say(`${person} was called, and the event does not name them`);
}
