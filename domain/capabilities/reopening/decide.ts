import { startClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { everyoneOnLadder, tierAbove, tierAt, tierClocks } from '../../kernel/ladder';
import type { IssueState, Outcome } from '../../kernel/state';
import type { Reopen } from './messages';

export const mayReopen = (state: IssueState): readonly PersonId[] => [
  ...new Set([state.report.reporter, ...everyoneOnLadder(state)]),
];

/** Ended without anybody having handled it: nobody failed, and whoever had it takes it up again. */
const UNHANDLED: ReadonlySet<Outcome> = new Set<Outcome>(['declined', 'withdrawn', 'voided', 'imported']);

/** Back to one tier above the one that closed it, never to the start of the queue. */
export function reopen(state: IssueState, command: Reopen, nowMs: Instant, receivedAtMs: Instant): Verdict {
  if (state.closure === null) return refuse('ALREADY_OPEN', `${state.id} is not closed (stage ${state.stage}).`);
  const refused = needPerson(state, command.by, mayReopen(state), 'reopen');
  if (refused !== null) return refused;
  if (receivedAtMs - state.closure.atMs > state.rules.reopenWithinMs) {
    return refuse('REOPEN_TOO_LATE', `${state.id} was closed too long ago to be reopened; report it anew.`);
  }
  const tier = UNHANDLED.has(state.closure.outcome) ? state.tier : tierAbove(state);
  const { total } = state.rules;
  return [
    {
      type: 'reopened',
      by: command.by,
      reason: command.reason,
      tier,
      ...tierClocks(state.rules, tierAt(state, tier), nowMs),
      ...(total === undefined ? {} : { total: startClock(state.rules, nowMs, total.within) }),
    },
  ];
}
