import type { Notice, PersonId, Posted } from '../../../domain';
import type { Turn } from '../../trace';
import type { Check } from '../check';
import type { Sight } from '../sight';
import { isThere, posts, thereOrAll, toBeAsked } from '../there';
import { verifiers } from './who-is-told';

export const thoseThere: Check = {
  name: 'those-there',
  promise:
    'Nobody who is not called is told to act while somebody of the post is; at the top somebody is told whoever is there.',
  turn: (after, turn, say) => {
    const { told, records } = turn;
    if (told.length === 0 && records.length === 0) return;
    const isSaid = posts(after.rules).some(({ called }) => called !== undefined);
    if (isSaid)
      for (const notice of told)
        if (!isRight(after, turn, notice))
          say(`${notice.recipient} is not there and is told to act (${notice.template})`);
    const calls = records.some(({ event }) => CALLS.has(event.type));
    if (calls && after.isTop && after.stage === 'open' && after.dispatch === null && after.holder === null)
      if (!told.some(({ recipient, template }) => TIER.has(template) && after.crew.includes(recipient)))
        say('it is with the top, and nobody of it is told');
  },
};

/** Events after which the tier on duty is to take it. */
const CALLS: ReadonlySet<string> = new Set([
  'opened',
  'verified',
  'escalated',
  'reopened',
  'returned',
  'acknowledgement-expired',
  'unlinked',
  'handed-over',
]);
const TIER: ReadonlySet<string> = new Set([
  'tier-called',
  'tier-reminded',
  'tier-alerted',
  'acknowledgement-expired',
  'handed-over',
]);
const QUESTIONS: ReadonlySet<string> = new Set([
  'approval-asked',
  'approval-reminder',
  'verify-asked',
  'verify-reminder',
  'check-asked',
  'check-reminder',
  'call-back-asked',
]);

function isRight(after: Sight, turn: Turn, notice: Notice): boolean {
  const { template, recipient } = notice;
  const may = (people: readonly (PersonId | null)[]): boolean =>
    after.places(recipient).some((person) => people.includes(person));
  if (TIER.has(template) || template === 'deadline-near') return may(ofTheTier(after, turn, notice));
  if (template === 'supervised') return may([...watching(turn), ...answering(after, turn, notice)]);
  if (template === 'summoned') return may(thereOrAll(partyOf(after, notice)));
  if (template === 'part-overdue') return may([...thereOrAll(partyOf(after, notice)), ...leading(after)]);
  if (!QUESTIONS.has(template)) return true;
  return (
    isThere(after, recipient) ||
    may(told(turn, template).filter((one) => isThere(after, one))) ||
    nobodyIs(after, turn, template)
  );
}

/** Colleagues of whoever watches; the ladder may come to them in the same step, and they watch no more. */
const watching = ({ records }: Turn): readonly PersonId[] =>
  records.flatMap(({ event }) => (event.type === 'supervised' ? event.people : []));

/** Who owes a supervising tier an answer. */
const answering = (after: Sight, turn: Turn, notice: Notice): readonly (PersonId | null)[] =>
  after.stage === 'verifying' ? toBeAsked(after, verifiers(after)) : ofTheTier(after, turn, notice);

/** Of the unit that has it, else of the tier that is told; of a report that is looked at, and of an answer, whoever has it. */
function ofTheTier(after: Sight, turn: Turn, { tier, facts }: Notice): readonly (PersonId | null)[] {
  const post = after.dispatch === null ? after.rules.tiers[tier - 1] : after.crewPost;
  const has = [
    after.holder,
    ...turn.records.flatMap(({ event }) => (event.type === 'handed-over' ? [event.to ?? null] : [])),
  ];
  if (facts.cause === 'not-answered' && after.stage === 'verifying') return toBeAsked(after, verifiers(after));
  return [...has, ...thereOrAll(post)];
}

const partyOf = (after: Sight, { facts }: Notice): Posted | undefined => after.party(facts.party ?? '');
/** Whoever leads, and those above. */
const leading = (after: Sight): readonly (PersonId | null)[] => {
  const above = after.rules.tiers[(after.dispatch === null ? after.above(after.tier) : after.tier) - 1];
  return [after.holder, ...after.crewThere, ...thereOrAll(above)];
};

const told = ({ told: all }: Turn, template: string): readonly PersonId[] =>
  all.filter((one) => one.template === template).map(({ recipient }) => recipient);
/** Of those who are asked; who is told because they stand in for one of them is not. */
const nobodyIs = (after: Sight, turn: Turn, template: string): boolean =>
  told(turn, template).every((person) => !isThere(after, person) || after.places(person).length > 1);
