import { clockWaits, clockWakes } from '../../kernel/awaited';
import type { Capability, Wait } from '../../kernel/capability';
import { asked, called, clause, currentTier, inStage, isLastTier, mayWork } from '../../kernel/ladder';
import type { Notice } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { callTier, tellAll, tellReporter } from '../../kernel/tell';
import type { Wake } from '../../kernel/wake';
import { callersOf } from '../callback/callers';
import { askedToAnswer } from '../supervision/answerers';
import { checkersOf } from '../site-check/checkers';
import { verifiersOf } from '../verification/verifiers';
import { acknowledgeDue, escalate, handleDue, mayPassUp, totalDue } from './decide';
import { escalated, reminded } from './evolve';
import type { Reminded } from './messages';
import { ringing } from './ringing';
import { tellReachable } from '../staffing/reachable';

/** The ladder: tiers, repeats, the time over all of them, and a last tier that never drops an issue. */
export const escalation = {
  commands: { escalate },
  events: { escalated, reminded },
  notices: {
    // Where nobody is there the ladder goes on at once, and what the reporter is told is where it ends.
    escalated: (after, event) =>
      called(after).length === 0
        ? []
        : [
            ...callTier(after, 'tier-called', { cause: event.cause }),
            tellReporter(after, 'escalated', { cause: event.cause }),
          ],
    reminded: tellAgain,
  },
  wakes,
  onWake: (state, wake, nowMs) => {
    if (wake.clock === 'handle') return handleDue(state, wake, nowMs);
    return wake.clock === 'total' ? totalDue(state, wake, nowMs) : acknowledgeDue(state, wake, nowMs);
  },
  waits: waitToClose,
  offers: (state) =>
    inStage(state, 'open', 'handling') && !isLastTier(state) ? [{ command: 'escalate', whom: mayPassUp(state) }] : [],
} satisfies Capability;

/** Asked for with every step, so it is a loop. */
function wakes(state: IssueState): readonly Wake[] {
  const found: Wake[] = [];
  for (const name of ringing(state)) for (const wake of clockWakes(state, name)) found.push(wake);
  return found;
}

/** Whoever has let the clock run out. */
function tellAgain(after: IssueState, { clock, nextAtMs: dueAtMs, alert }: Reminded): readonly Notice[] {
  switch (clock) {
    case 'verify':
      return tellReachable(after, verifiersOf(after), 'verify-reminder', { dueAtMs });
    case 'check':
      return tellReachable(after, checkersOf(after), 'check-reminder', { dueAtMs });
    case 'confirm':
      return [
        tellReporter(after, 'confirm-reminder', { dueAtMs }),
        ...tellReachable(after, callersOf(after), 'call-back-asked', { dueAtMs }),
      ];
    case 'answer':
      return tellAll(after, askedToAnswer(after), 'tier-reminded', { dueAtMs, cause: 'not-answered' });
    case 'acknowledge':
    case 'handle':
    case 'renew':
    case 'total': {
      const cause = clock === 'handle' ? 'not-handled' : 'not-acknowledged';
      return tellAll(after, asked(after), alert ? 'tier-alerted' : 'tier-reminded', { dueAtMs, cause });
    }
    default:
      return clock satisfies never;
  }
}

function waitToClose(state: IssueState): readonly Wait[] {
  if (!ringing(state).includes('total')) return [];
  return clockWaits(state, 'total', () => ({
    what: 'closing',
    whom: mayWork(state),
    role: currentTier(state).role,
    rule: clause(state, 'total.within'),
    then: 'escalate',
  }));
}
