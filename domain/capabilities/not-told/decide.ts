/** A tier counts as not told when every channel failed for everybody of it: the inbox serves nobody who does not look. */
import type { IssueEvent } from '../../kernel/event';
import { deputiesOf } from '../../kernel/deputies';
import type { Instant, PersonId } from '../../kernel/ids';
import { called, currentTier, isLastTier } from '../../kernel/ladder';
import type { Template } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { climb, firstCallOf, tierAfter } from '../escalation/climb';
import type { NotTold, Unreached } from './messages';

/** What whoever tells people has found out of one call of a tier. */
export type FoundNotTold = Omit<NotTold, 'type'>;

/** The notices that call a tier; what else its people are told of says nothing of whether they know that it is theirs. */
export const TIER_CALLS = [
  'tier-called',
  'tier-reminded',
  'tier-alerted',
  'acknowledgement-expired',
] as const satisfies readonly Template[];

/** One call of the tier on duty, while it waits for an answer. */
export interface OpenCall {
  readonly tier: number;
  readonly round: number;
  /** The call of this tier with which it came to it; whoever was told since has been told. */
  readonly sinceRound: number;
  /** Who was called, and who is told in their places. */
  readonly people: readonly PersonId[];
}

/** Null where nobody of a tier is waited for, or it was said already that nobody of it could be told. A party that has it is none. */
export function openCall(state: IssueState): OpenCall | null {
  const { stage, dispatch, quarantine, tier, calls: round, untold } = state;
  if (stage !== 'open' || dispatch !== undefined || quarantine !== undefined) return null;
  if (untold?.tier === tier && untold.round === round) return null;
  const people = called(state).flatMap((person) => [person, ...deputiesOf(state, person)]);
  return people.length === 0 ? null : { tier, round, sinceRound: firstCallOf(round), people: [...new Set(people)] };
}

/** No events unless nobody of the present call could be told; below the top the ladder climbs where the procedure says so. */
export function notTold(state: IssueState, found: FoundNotTold, nowMs: Instant): readonly IssueEvent[] {
  const call = openCall(state);
  if (call === null || call.tier !== found.tier || call.round !== found.round) return [];
  const people = call.people.flatMap((person): readonly Unreached[] => {
    const one = found.people.find((unreached) => unreached.person === person);
    return one === undefined ? [] : [one];
  });
  if (people.length < call.people.length) return [];
  const event: NotTold = { type: 'not-told', tier: call.tier, round: call.round, people };
  if (isLastTier(state) || currentTier(state).notTold !== 'climb') return [event];
  return [event, ...climb(state, tierAfter(state), { cause: 'not-told' }, nowMs)];
}
