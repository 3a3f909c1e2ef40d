import type { IssueEvent } from '../../../domain';
import type { Check } from '../check';

/** Steps of the way, of which a supervising tier learns; what is only talk is none. */
const STEPS: ReadonlySet<IssueEvent['type']> = new Set<IssueEvent['type']>([
  'acknowledged',
  'check-failed',
  'closed',
  'dispatched',
  'escalated',
  'extended',
  'handled',
  'reminded',
  'resumed',
  'returned',
  'suspended',
]);

export const supervision: Check = {
  name: 'supervision',
  promise:
    'A supervising tier is above, learns of each step, and an answer to it is called for again and again until it is given or the matter is handled.',
  on: {
    supervised: (before, { tier, people }, _turn, say) => {
      if (tier <= before.tier) say(`tier ${tier} watches over tier ${before.tier}`);
      if (before.watch !== null && tier < before.watch.tier && before.watch.tier <= before.tiers)
        say(`tier ${tier} takes over from tier ${before.watch.tier}`);
      const rung = before.rules.tiers[tier - 1]?.people ?? [];
      if (rung.length !== people.length || people.some((person) => !rung.includes(person)))
        say(`not everybody of tier ${tier} watches`);
    },
    reminded: (before, { clock }, { told }, say) => {
      if (clock !== 'answer') return;
      const asked = before.stage === 'verifying' ? [] : before.crewThere;
      for (const person of [...asked, ...(before.watch?.people ?? [])])
        if (!told.some(({ recipient }) => recipient === person))
          say(`${person} was not told that an answer is overdue`);
    },
    answered: ({ answer }, _event, _turn, say) => {
      if (answer === null) say('nobody waits for an answer');
    },
  },
  turn: ({ watch }, { records, told }, say) => {
    if (watch === null) return;
    const step = records.find(({ event }) => STEPS.has(event.type))?.event.type;
    if (step === undefined) return;
    for (const person of watch.people)
      if (!told.some(({ recipient }) => recipient === person)) say(`${person} watches, and was not told of ${step}`);
  },
};
