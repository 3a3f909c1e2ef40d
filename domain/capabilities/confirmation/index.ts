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
      const facts = { outcome: event.outcome };
      // After a dispute these may be two: who has the issue now, and who handled it before.
      const involved = [after.assignee, after.handled?.by ?? null].filter((person) => person !== null);
      // Whoever was called and had not taken it yet.
      if (event.outcome === 'voided' && after.assignee === null) involved.push(...currentTier(after).people);
      return [...tellAll(after, involved, 'closed', facts), tellReporter(after, 'closed', facts)];
    },
  },
  wakes: (state) => {
    const clock = state.clocks.confirm;
    return clock === undefined ? [] : [{ atMs: clock.dueAtMs, clock: 'confirm', tier: state.tier, round: clock.round }];
  },
  onWake: confirmDue,
  waits: (state) => {
    const clock = state.clocks.confirm;
    if (clock === undefined) return [];
    return [
      {
        what: 'confirmation',
        whom: [state.report.reporter],
        role: 'reporter',
        sinceMs: clock.sinceMs,
        untilMs: clock.dueAtMs,
        charges: clock.charges,
        rule: clause(state, 'confirmation.within'),
        then: clock.round < state.rules.confirmation.repeat.times ? 'remind' : 'close-unconfirmed',
      },
    ];
  },
  offers: (state) =>
    state.stage === 'confirming'
      ? [
          { command: 'confirm', whom: [state.report.reporter] },
          { command: 'dispute', whom: [state.report.reporter] },
        ]
      : [],
} satisfies Capability;
