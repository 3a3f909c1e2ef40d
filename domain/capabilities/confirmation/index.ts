import { clockWaits, clockWakes } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { clause, currentTier } from '../../kernel/ladder';
import { tell, tellAll, tellReporter } from '../../kernel/tell';
import { confirm, confirmDue, dispute } from './decide';
import { closed, confirmed, disputed } from './evolve';

/** The resident has the last word; disagreement resumes one tier higher. */
export const confirmation = {
  commands: { confirm, dispute },
  events: { confirmed, disputed, closed },
  notices: {
    disputed: (after, event) =>
      after.handled === null ? [] : [tell(after, after.handled.by, 'disputed', { by: event.by })],
    closed: (after, event) => {
      if (event.outcome === 'imported') return [];
      const facts = { outcome: event.outcome };
      // After a dispute these may be two: who has the issue now, and who handled it before.
      const involved = [after.assignee, after.handled?.by ?? null].filter((person) => person !== null);
      // Whoever was called and had not taken it yet.
      if (event.outcome === 'voided' && after.assignee === null) involved.push(...currentTier(after).people);
      return [...tellAll(after, involved, 'closed', facts), tellReporter(after, 'closed', facts)];
    },
  },
  wakes: (state) => clockWakes(state, 'confirm'),
  onWake: confirmDue,
  waits: (state) =>
    clockWaits(state, 'confirm', (clock) => ({
      what: 'confirmation',
      whom: [state.report.reporter],
      role: 'reporter',
      rule: clause(state, 'confirmation.within'),
      then: clock.round < state.rules.confirmation.repeat.times ? 'remind' : 'close-unconfirmed',
    })),
  offers: (state) =>
    state.stage === 'confirming'
      ? [
          { command: 'confirm', whom: [state.report.reporter] },
          { command: 'dispute', whom: [state.report.reporter] },
        ]
      : [],
} satisfies Capability;
