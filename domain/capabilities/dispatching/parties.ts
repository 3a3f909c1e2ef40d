/** Which units beside the ladder there are, and which of them may be given the issue. */
import { refuse, type Verdict } from '../../kernel/decision';
import type { PartyKey, PersonId } from '../../kernel/ids';
import { partyOf } from '../../kernel/ladder';
import { calledOrAll } from '../../kernel/staffing';
import type { IssueState } from '../../kernel/state';
import { hasOpenPart } from '../joint-handling/parts';

export function needParty(state: IssueState, key: PartyKey): Verdict | null {
  if (partyOf(state, key) !== undefined) return null;
  const known = state.rules.parties?.map((party) => party.key).join(', ') ?? 'none';
  return refuse('PARTY_UNKNOWN', `The procedure of ${state.id} has no party "${key}"; it has: ${known}.`);
}

/** Who belongs to a party; nobody when the procedure knows it no more. */
export const peopleOf = (state: IssueState, key: PartyKey): readonly PersonId[] => partyOf(state, key)?.people ?? [];

/** Who of a party is told: those who are there, everybody when nobody is. */
export function calledFrom(state: IssueState, key: PartyKey): readonly PersonId[] {
  const party = partyOf(state, key);
  return party === undefined ? [] : calledOrAll(party);
}

/** A wrong dispatch that was given back is not dispatched there again, nor one that was taken away, so that bouncing gains no time. */
export function needFree(state: IssueState, key: PartyKey): Verdict | null {
  if (state.dispatch?.party === key) return refuse('PARTY_BUSY', `${key} has ${state.id} already.`);
  if (state.dispatch?.takenFrom?.includes(key) === true)
    return refuse(
      'PARTY_BUSY',
      `${state.id} was taken from ${key}, which would have a fresh time for it; dispatch it to another.`,
    );
  if (state.returnedBy?.includes(key) === true)
    return refuse('PARTY_BUSY', `${key} gave ${state.id} back; dispatch it to another or handle it.`);
  if (hasOpenPart(state, key))
    return refuse('PARTY_BUSY', `${key} has not finished its part of ${state.id}; release it first.`);
  return null;
}
