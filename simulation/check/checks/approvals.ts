import type { IssueEvent, PersonId } from '../../../domain';
import type { Check, Say } from '../check';
import type { Question, Sight } from '../sight';

type Decided = Extract<IssueEvent, { type: 'approved' | 'rejected' | 'approval-lapsed' }>;

export const approvals: Check = {
  name: 'approvals',
  promise:
    'G7: one decision per approval, by somebody of a higher tier, never by who asked, has the issue, handled it last or reported it.',
  event: (before, { event }, _turn, say) => {
    if (event.type === 'approval-requested') asked(before, event, say);
    if (event.type === 'approved' || event.type === 'rejected' || event.type === 'approval-lapsed')
      decided(before, event, say);
  },
};

/** Practice: nobody judges what they did or want. */
const involved = ({ holder, handler, reporter }: Sight, asker: PersonId, person: PersonId): string | null => {
  if (person === asker) return 'asked for it';
  if (person === holder) return 'has the issue';
  if (person === handler) return 'handled it last';
  return person === reporter ? 'reported it' : null;
};

function asked(before: Sight, { approval, by, deciders }: Question, say: Say): void {
  if (before.asked.has(approval)) say(`${approval} is asked for twice`);
  if (before.question !== null) say(`${approval} is asked for while ${before.question.approval} is pending`);
  if (deciders.length === 0) say(`nobody may decide ${approval}`);
  const above = before.rules.tiers.slice(before.above(before.tier) - 1);
  for (const person of deciders) {
    const why = involved(before, by, person);
    if (why !== null) say(`${person} may decide ${approval}, and ${why}`);
    if (!above.some(({ people }) => people.includes(person))) say(`${person} may decide ${approval}, and is not above`);
  }
}

function decided(before: Sight, event: Decided, say: Say): void {
  const { approval } = event;
  if (!before.asked.has(approval)) say(`${approval} is ${event.type}, and nobody asked for it`);
  else if (before.answered.has(approval)) say(`${approval} is ${event.type}, and had ended before`);
  const { question } = before;
  if (event.type === 'approval-lapsed' || question?.approval !== approval) return;
  const why = involved(before, question.by, event.by);
  if (why !== null) say(`${event.by} decides ${approval}, and ${why}`);
  if (!question.deciders.includes(event.by)) say(`${event.by} decides ${approval}, which was put to others`);
}
