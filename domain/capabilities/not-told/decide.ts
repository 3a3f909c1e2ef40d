/** A tier counts as not told when every channel failed for everybody of it: the inbox serves nobody who does not look. */
import type { IssueEvent } from '../../kernel/event';
import { deputiesOf } from '../../kernel/deputies';
import type { Instant, PersonId } from '../../kernel/ids';
import { called, currentTier, isLastTier } from '../../kernel/ladder';
import type { Template } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { climb, firstCallOf, tierAfter } from '../escalation/climb';
import type { NotTold } from './messages';

/** What whoever tells people has found out of one call of a tier. */
export type FoundNotTold = Omit<NotTold, 'type'>;

/** The notices that call a tier; what else its people are told of says nothing of whether they know that it is theirs. */
export const TIER_CALLS = [
  'tier-called',
  'tier-reminded',
  'tier-alerted',
  'acknowledgement-expired',
] as const satisfies readonly Template[];

/** Whom the tier on duty consists of while it is waited for, and by which of its calls they may have been told. */
export interface OpenCall {
  readonly tier: number;
  /** From the call with which it came to the tier, or later, to the latest; whoever was told by one of them has been told. */
  readonly rounds: readonly [first: number, last: number];
  /** Who was called, and who is told in their places. */
  readonly people: readonly PersonId[];
}

/**
 * Null where no tier is waited for. A party that has it is no tier, and a tier that has given it to somebody knows of it.
 */
export function openCall(state: IssueState): OpenCall | null {
  const { stage, assignee, dispatch, quarantine, tier, calls } = state;
  if (stage !== 'open' || assignee !== null || dispatch !== undefined || quarantine !== undefined) return null;
  const people = called(state).flatMap((person) => [person, ...deputiesOf(state, person)]);
  return people.length === 0 ? null : { tier, rounds: [firstCallOf(calls), calls], people: [...new Set(people)] };
}

/**
 * No events unless nobody of the tier on duty could be told, by none of its calls; said once of each call, by the latest. Below
 * the top the ladder climbs where the procedure says so.
 */
export function notTold(
  state: IssueState,
  { tier, round, people }: FoundNotTold,
  nowMs: Instant,
): readonly IssueEvent[] {
  const call = openCall(state);
  const { untold } = state;
  if (call === null || tier !== call.tier || round < call.rounds[0] || round > call.rounds[1]) return [];
  if (untold?.tier === tier && round <= untold.round) return [];
  const isFound = (person: PersonId): boolean => people.some((one) => one.person === person);
  if (!call.people.every(isFound)) return [];
  const event: NotTold = { type: 'not-told', tier, round, people };
  if (isLastTier(state) || currentTier(state).notTold !== 'climb') return [event];
  return [event, ...climb(state, tierAfter(state), { cause: 'not-told' }, nowMs)];
}
