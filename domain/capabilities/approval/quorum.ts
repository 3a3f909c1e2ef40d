/** How many have to agree, and what the voices given so far come to. */
import type { PersonId } from '../../kernel/ids';
import type { Quorum } from '../../kernel/rules';
import type { Approval, ApprovalPanel, Vote } from '../../kernel/state';

/** Of so many people; one where the procedure says nothing. */
export function needOf(quorum: Quorum | undefined, people: number): number {
  if (quorum === undefined) return 1;
  // 0.07 of 100 is 7 people, whatever binary fractions make of it.
  return Math.max(1, 'count' in quorum ? quorum.count : Math.ceil(quorum.share * people - 1e-9));
}

export type Tally = 'approved' | 'rejected' | 'open';

/** Approved when every panel has its number; rejected as soon as one can't reach it any more. */
export function tally(panels: readonly ApprovalPanel[], votes: readonly Vote[]): Tally {
  const standings = panels.map((panel) => standing(panel, votes));
  if (standings.includes('rejected')) return 'rejected';
  return standings.every((each) => each === 'approved') ? 'approved' : 'open';
}

/** Whose voice it is: a deputy gives that of whom they stand in for. */
export const placeOf = (vote: Pick<Vote, 'by' | 'for'>): PersonId => vote.for ?? vote.by;

/** Whether a voice for this place could still change how it ends: not once its panel has its number. */
export const stillCounts = ({ panels, votes = [] }: Pick<Approval, 'panels' | 'votes'>, place: PersonId): boolean =>
  panels?.some((panel) => panel.people.includes(place) && standing(panel, votes) === 'open') ?? true;

function standing({ people, need }: ApprovalPanel, votes: readonly Vote[]): Tally {
  const given = votes.filter((vote) => people.includes(placeOf(vote)));
  const agreeing = given.filter(({ vote }) => vote === 'approve').length;
  if (agreeing >= need) return 'approved';
  return agreeing + people.length - given.length < need ? 'rejected' : 'open';
}
