import type { PersonId } from '../../../domain';
import type { Turn } from '../../trace';
import type { Check, Say } from '../check';
import type { Sight } from '../sight';
import { thereOrAll, toBeAsked } from '../there';

export const whoIsTold: Check = {
  name: 'who-is-told',
  promise:
    'A tier or unit that goes on duty is called, everybody of it who is there, and at the top and of a unit everybody when nobody is; an alert reaches somebody; a question reaches all who may decide and are there; whom the rules name learns of it.',
  turn: (after, turn, say) => {
    const { records, told } = turn;
    for (const { event } of records) {
      const toAll = (people: readonly PersonId[], why: string): void => everybody(turn, people, why, say);
      const { type } = event;
      if (ON_DUTY.has(type) && after.stage === 'open') toAll(after.crewThere, 'is on duty');
      else if (type === 'opened') toAll(toBeAsked(after, verifiers(after)), 'is to look at the report');
      else if (type === 'approval-requested' || type === 'approval-climbed')
        toAll(toBeAsked(after, event.deciders), 'may decide');
      else if (type === 'summoned') toAll(thereOrAll(after.party(event.party)), 'is summoned');
      else if (type === 'declined' || type === 'closed') toAll([after.reporter], 'reported it');
      else if (type === 'handled' && event.confirm !== undefined) toAll([after.reporter], 'is to be asked');
      else if (type === 'part-overdue' || (type === 'reminded' && somebodyWaits(after, event.clock))) {
        if (told.length === 0) say(`nobody was told of ${type}`);
      }
      for (const copy of after.rules.copies ?? [])
        if (copy.event === type) toAll(copy.people, `is to learn of ${type}`);
    }
  },
};

const ON_DUTY: ReadonlySet<string> = new Set([
  'opened',
  'verified',
  'escalated',
  'reopened',
  'dispatched',
  'returned',
  'acknowledgement-expired',
  'unlinked',
]);

function everybody({ told }: Turn, people: readonly PersonId[], why: string, say: Say): void {
  for (const person of people)
    if (!told.some(({ recipient }) => recipient === person)) say(`${person} ${why} and was not told`);
}

/** Of a place where everybody is involved nobody is left to look; the clock decides then. */
const somebodyWaits = (after: Sight, clock: string): boolean =>
  clock === 'check' ? false : clock !== 'verify' || verifiers(after).length > 0;

/** The post that verifies without the reporter, else the first tier with anybody else. */
export function verifiers({ rules, reporter }: Sight): readonly PersonId[] {
  if (rules.verification === undefined) return [];
  const posts = [rules.verification.by, ...rules.tiers].map(({ people }) => people.filter((one) => one !== reporter));
  return posts.find((people) => people.length > 0) ?? [];
}
