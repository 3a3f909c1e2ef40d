import type { PersonId, Posted } from '../../../domain';
import type { Check, Say } from '../check';
import type { Sight } from '../sight';

export const otherEyes: Check = {
  name: 'other-eyes',
  promise:
    'What was done is checked, and the resident is called, by somebody else: never by who handled it, has it, did a part of it or reported it; a report is not verified by its reporter.',
  on: {
    checked: (before, { by }, _turn, say) => {
      if (by !== undefined) judged(before, by, before.rules.check?.by, say);
    },
    'check-failed': (before, { by }, _turn, say) => judged(before, by, before.rules.check?.by, say),
    'called-back': (before, { by }, _turn, say) => judged(before, by, before.rules.callBack?.by, say),
    verified: ({ reporter }, { by }, _turn, say) => {
      if (by === reporter) say(`${by} says that their own report counts`);
    },
    declined: ({ reporter }, { by }, _turn, say) => {
      if (by === reporter) say(`${by} declines their own report instead of withdrawing it`);
    },
  },
};

function judged(before: Sight, by: PersonId, post: Posted | undefined, say: Say): void {
  const why = did(before, by);
  if (why !== null) say(`${by} judges it, and ${why}`);
  if (post === undefined) return say('there is no such post by the rules');
  const eligible = judgesOf(before, post);
  if (!before.places(by).some((person) => eligible.includes(person))) say(`${by} holds no post to judge it`);
}

/** The post without whoever did it; when nobody is left, everybody else above who handled it, at the top of the top. */
export function judgesOf(before: Sight, { people }: Posted): readonly PersonId[] {
  const free = (person: PersonId): boolean => did(before, person) === null;
  const posted = people.filter(free);
  if (posted.length > 0) return posted;
  const from = Math.min(before.handlersTier, before.tiers - 1);
  return before.rules.tiers.slice(from).flatMap((tier) => tier.people.filter(free));
}

const did = ({ handler, holder, finishers, reporter }: Sight, person: PersonId): string | null => {
  if (person === handler) return 'handled it';
  if (person === holder) return 'has it';
  if (finishers.has(person)) return 'did a part of it';
  return person === reporter ? 'reported it' : null;
};
