import { clockWaits } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { crew, isLastTier, mayWork, onDuty, tierClause } from '../../kernel/ladder';
import { checkersOf } from '../site-check/checkers';
import { ringing } from '../escalation/ringing';
import { askResident } from '../confirmation/ask';
import { handle } from './decide';
import { handled } from './evolve';
import { tellReachable } from '../staffing/reachable';

/** The matter is solved, with a note and evidence; then the resident is asked. */
export const handling = {
  commands: { handle },
  events: { handled },
  notices: {
    handled: (after, { by, check, confirm }) => [
      ...(check === undefined
        ? []
        : tellReachable(after, checkersOf(after), 'check-asked', { by, dueAtMs: check.dueAtMs })),
      ...(confirm === undefined ? [] : askResident(after, by, confirm.dueAtMs)),
    ],
  },
  waits: (state) => {
    // A deadline that does not ring is none yet: at the top, first somebody has to have the issue.
    if (!ringing(state).includes('handle')) return [];
    return clockWaits(state, 'handle', () => ({
      what: 'handling',
      whom: onDuty(state),
      role: crew(state).role,
      rule: tierClause(state, 'handle'),
      then: !isLastTier(state) ? 'escalate' : state.dispatch === undefined ? 'alert' : 'call-again',
    }));
  },
  offers: (state) =>
    state.stage === 'handling'
      ? [{ command: 'handle', whom: mayWork(state).filter((person) => person !== state.report.reporter) }]
      : [],
} satisfies Capability;
