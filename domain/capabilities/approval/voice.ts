/** Whether somebody may decide, and in whose place. */
import { refuse, type Refusal } from '../../kernel/decision';
import { placesOf } from '../../kernel/deputies';
import type { PersonId } from '../../kernel/ids';
import type { Approval, IssueState, Vote } from '../../kernel/state';
import { isInvolved } from './deciders';
import { placeOf } from './quorum';

/** The voice that somebody may give: `for` only where they stand in for one of the deciders. */
export type Voice = Pick<Vote, 'by' | 'for'> | { readonly refused: Omit<Refusal, 'allowed'> };

/**
 * One decision per approval, by those to whom it was put, and never by its asker, the assignee, whoever handled it last or the
 * reporter, in whosever's place, whenever they became that. One voice a person and one a place, and it is final: their own
 * first, else that of the first whom they stand in for. So two voices are two people, also where one is the other's deputy.
 */
export function voiceOf(state: IssueState, approval: Approval, by: PersonId): Voice {
  const { id, askedBy, deciders, votes = [] } = approval;
  if (by === askedBy) return no('APPROVAL_BY_ASKER', `${by} asked for ${id} and can't decide it.`);
  const places = placesOf(state, by).filter((place) => deciders.includes(place));
  if (places.length === 0) return no('APPROVAL_NOT_YOURS', `${by} may not decide ${id}; ${deciders.join(', ')} may.`);
  const judges = (person: PersonId): boolean => !isInvolved(state, askedBy, person);
  const fit = judges(by) ? places.filter(judges) : [];
  if (fit.length === 0)
    return no(
      'APPROVAL_NOT_YOURS',
      `${by} may not decide ${id}: nobody judges what they have, handled or reported; ${deciders.filter(judges).join(', ') || 'nobody'} may.`,
    );
  const own = votes.find((vote) => vote.by === by);
  if (own !== undefined) return no('APPROVAL_DECIDED', `${by} already gave their voice on ${id}: ${spoken(own)}.`);
  const place = fit.find((person) => !votes.some((vote) => placeOf(vote) === person));
  if (place !== undefined) return place === by ? { by } : { by, for: place };
  const given = votes.filter((vote) => fit.includes(placeOf(vote))).map(spoken);
  return no('APPROVAL_DECIDED', `The voice that ${by} could give on ${id} was already given: ${given.join(', ')}.`);
}

/** Who could still give a voice of their own. */
export const awaited = (state: IssueState, { deciders, askedBy, votes = [] }: Approval): readonly PersonId[] =>
  deciders.filter((person) => !isInvolved(state, askedBy, person) && !votes.some((vote) => placeOf(vote) === person));

const spoken = (vote: Vote): string =>
  vote.for === undefined ? `${vote.vote} by ${vote.by}` : `${vote.vote} by ${vote.by} for ${vote.for}`;

const no = (...args: Parameters<typeof refuse>) => refuse(...args) as Extract<Voice, { readonly refused: unknown }>;
