import type { Check, Say } from '../check';
import type { Event, Question, Vote } from '../known';
import type { Sight } from '../sight';
import { CLAUSES, involved } from './approvals';

export const quorum: Check = {
  name: 'quorum',
  promise:
    'A question put to several is decided exactly when its numbers say so, and each person, and each place, has one voice.',
  on: {
    'approval-requested': (before, question, _turn, say) => enough(before, question, question, say),
    'approval-climbed': (before, event, _turn, say) => {
      if (before.question !== null) enough(before, before.question, event, say);
    },
    voted: (before, event, { records }, say) => {
      const { question } = before;
      if (question === null) return say(`${event.by} votes, and no question is pending`);
      voice(before, question, event, say);
      const said = outcome(question, [...before.votes, event]);
      const came =
        records.find(({ event: { type } }) => type === 'approved' || type === 'rejected')?.event.type ?? null;
      if (said !== came)
        say(`with the voice of ${event.by} it is ${said ?? 'undecided'}, and became ${came ?? 'undecided'}`);
    },
    approved: byNumbers,
    rejected: byNumbers,
  },
};

/** So many as the rules say have to agree: of the people of the rules, or of all who are left, if those are fewer. */
function enough(
  { rules }: Sight,
  { kind }: Question,
  { panels = [], deciders }: Pick<Question, 'panels' | 'deciders'>,
  say: Say,
): void {
  const clause = rules[CLAUSES[kind]];
  for (const { people, need } of panels) {
    if (need < 1 || need > people.length) say(`${need} of ${people.length} have to agree`);
    if (people.some((person) => !deciders.includes(person))) say('a panel holds somebody who may not decide');
  }
  const rule = clause?.panels === undefined ? clause?.quorum : undefined;
  if (rule === undefined) {
    if (clause?.panels === undefined && panels.length > 0)
      say('one voice is enough by the rules, and several are asked for');
    return;
  }
  const tier = rules.tiers.find(({ people }) => deciders.every((person) => people.includes(person)));
  const all = tier?.people.length ?? deciders.length;
  const least = Math.min(
    'count' in rule ? rule.count : Math.ceil(rule.share * deciders.length - 1e-9),
    deciders.length,
  );
  const most = Math.min('count' in rule ? rule.count : Math.ceil(rule.share * all), deciders.length);
  const need = panels[0]?.need ?? 1;
  // Tiers may hold the same people, and which of them is asked is not said.
  if (need < least || ('count' in rule && need > most)) say(`${need} have to agree; by the rules it is ${most}`);
}

function voice(before: Sight, question: Question, { by, approval, ...more }: Vote, say: Say): void {
  const place = more.for ?? by;
  const other = before.votes.find((vote) => vote.by === by || (vote.for ?? vote.by) === place);
  if (other !== undefined) say(`${by} for ${place} votes on ${approval}, and ${other.by} did so already`);
  if (!question.deciders.includes(place)) say(`${place} has a voice on ${approval}, which was put to others`);
  for (const person of [by, place]) {
    const why = involved(before, question.by, person);
    if (why !== null) say(`${by} votes on ${approval} for ${place}, and ${person} ${why}`);
  }
}

/** Decided by one voice only where one is enough. */
function byNumbers(before: Sight, { by, type }: Event<'approved' | 'rejected'>, _turn: unknown, say: Say): void {
  const { question, votes } = before;
  if (question?.panels === undefined || by === undefined) return;
  const said = outcome(question, votes);
  if (said !== type) say(`it is ${type} with ${votes.length} voice(s), which make it ${said ?? 'undecided'}`);
}

function outcome({ panels = [] }: Question, votes: readonly Vote[]): 'approved' | 'rejected' | null {
  if (panels.length === 0) return null;
  let all = true;
  for (const { people, need } of panels) {
    let [yes, no] = [0, 0];
    for (const vote of votes)
      if (people.includes(vote.for ?? vote.by)) {
        if (vote.vote === 'approve') yes += 1;
        else no += 1;
      }
    if (people.length - no < need) return 'rejected';
    all &&= yes >= need;
  }
  return all ? 'approved' : null;
}
