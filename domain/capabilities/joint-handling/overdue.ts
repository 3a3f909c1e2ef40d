/** Units that were summoned and do not come, or come and do not finish. */
import { termOf, type Clock } from '../../kernel/clock';
import type { IssueEvent } from '../../kernel/event';
import type { Instant, PersonId } from '../../kernel/ids';
import { calledOn, currentTier, inStage, onDuty, partyOf, tierAbove, tierAt } from '../../kernel/ladder';
import type { IssueState, Part } from '../../kernel/state';
import type { Term } from '../../kernel/term';
import type { Wake } from '../../kernel/wake';
import { calledFrom } from '../dispatching/parties';
import { nextCall } from '../escalation/climb';
import { unfinishedParts } from './parts';

/** Parts that anybody waits for: they go on while the ladder climbs. */
export const runningParts = (state: IssueState): readonly Part[] =>
  inStage(state, 'open', 'handling') ? unfinishedParts(state) : [];

/** Asked for with every step, and nearly always there is none. */
export const partWakes = (state: IssueState): readonly Wake[] =>
  state.parts === undefined
    ? []
    : runningParts(state).flatMap(({ party, reportIn, handle }) => [
        ...wakeOf(state, 'report-in', party, reportIn),
        ...wakeOf(state, 'part', party, handle),
      ]);

const wakeOf = (
  { tier }: IssueState,
  clock: 'report-in' | 'part',
  party: string,
  running: Clock | null,
): readonly Wake[] =>
  running === null ? [] : [{ atMs: running.dueAtMs, clock, tier, round: running.round, of: party }];

/** Said again at the same interval until the part moves, is done, or is released. */
export function partDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const clock = wake.clock === 'report-in' ? 'report-in' : 'part';
  const { running, within } = FIELDS[clock];
  return runningParts(state).flatMap((part): readonly IssueEvent[] => {
    const over = part[running];
    if (part.party !== wake.of || over === null) return [];
    // As it was given, for a party that the rules name no more.
    const every: Term = partyOf(state, part.party)?.[within] ?? { ms: termOf(over), time: over.time };
    return [
      {
        type: 'part-overdue',
        party: part.party,
        clock,
        round: wake.round + 1,
        firedAtMs: wake.atMs,
        nextAtMs: nextCall(state.rules, wake.atMs, every, nowMs),
      },
    ];
  });
}

const FIELDS = {
  'report-in': { running: 'reportIn', within: 'reportInWithin' },
  part: { running: 'handle', within: 'handleWithin' },
} as const;

/** Of the unit who is there, whoever leads, and who stands above the lead: above a party the tier that dispatched it. */
export const toldOfOverdue = (state: IssueState, party: Part['party']): readonly PersonId[] => {
  const above = state.dispatch === undefined ? tierAt(state, tierAbove(state)) : currentTier(state);
  return [...calledFrom(state, party), ...onDuty(state), ...calledOn(state, above)];
};
