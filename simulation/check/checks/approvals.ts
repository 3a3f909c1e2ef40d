import type { PersonId } from '../../../domain';
import type { Check, Say } from '../check';
import type { Event, Question } from '../known';
import type { Sight } from '../sight';

export const approvals: Check = {
  name: 'approvals',
  promise:
    'G7: one decision per approval, by somebody of a higher tier or of the named panels, never by who asked, has the issue, handled it last or reported it.',
  on: {
    'approval-requested': asked,
    'approval-climbed': (before, { approval, deciders, unanswered }, _turn, say) => {
      if (before.question === null) return say(`${approval} climbs, and nobody asks for it`);
      mayDecide(before, before.question, deciders, say);
      for (const person of deciders)
        if (unanswered.includes(person)) say(`${person} did not answer ${approval} and is asked again`);
    },
    approved: decided,
    rejected: decided,
    'approval-lapsed': ended,
  },
};

/** By which clause of the rules each kind is decided. */
export const CLAUSES = {
  extension: 'extension',
  suspension: 'suspension',
  'force-close': 'forceClose',
  return: 'return',
  void: 'void',
} as const;

/** Practice: nobody judges what they did or want. */
export const involved = ({ holder, handler, reporter }: Sight, asker: PersonId, person: PersonId): string | null => {
  if (person === asker) return 'asked for it';
  if (person === holder) return 'has the issue';
  if (person === handler) return 'handled it last';
  return person === reporter ? 'reported it' : null;
};

function asked(before: Sight, event: Question, _turn: unknown, say: Say): void {
  const { approval, deciders } = event;
  if (before.asked.has(approval)) say(`${approval} is asked for twice`);
  if (before.question !== null) say(`${approval} is asked for while ${before.question.approval} is pending`);
  mayDecide(before, event, deciders, say);
}

function mayDecide(before: Sight, { approval, by, kind }: Question, deciders: readonly PersonId[], say: Say): void {
  if (deciders.length === 0) say(`nobody may decide ${approval}`);
  // What a party asks for is put to the tier that dispatched it.
  const from = before.dispatch === null ? before.above(before.tier) : before.tier;
  const panels = before.rules[CLAUSES[kind]]?.panels ?? [];
  const above = [...before.rules.tiers.slice(from - 1), ...panels];
  for (const person of deciders) {
    const why = involved(before, by, person);
    if (why !== null) say(`${person} may decide ${approval}, and ${why}`);
    if (!above.some(({ people }) => people.includes(person)))
      say(`${person} may decide ${approval}, and is neither above nor of a panel`);
  }
}

function ended(
  before: Sight,
  { approval, type }: Event<'approved' | 'rejected' | 'approval-lapsed'>,
  _turn: unknown,
  say: Say,
): void {
  if (!before.asked.has(approval)) say(`${approval} is ${type}, and nobody asked for it`);
  else if (before.answered.has(approval)) say(`${approval} is ${type}, and had ended before`);
}

function decided(before: Sight, event: Event<'approved' | 'rejected'>, turn: unknown, say: Say): void {
  ended(before, event, turn, say);
  const { approval, by, type } = event;
  const { question, rules } = before;
  if (question?.approval !== approval) return;
  if (by === undefined) {
    const silence = rules[CLAUSES[question.kind]]?.onTimeout ?? 'lapse';
    if (silence !== (type === 'approved' ? 'approve' : 'reject'))
      say(`${approval} is ${type} by nobody; silence is ${silence}`);
    return;
  }
  const place = event.for ?? by;
  for (const person of [by, place]) {
    const why = involved(before, question.by, person);
    if (why !== null) say(`${by} decides ${approval} for ${place}, and ${person} ${why}`);
  }
  if (!question.deciders.includes(place)) say(`${place} decides ${approval}, which was put to others`);
}
