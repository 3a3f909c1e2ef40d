import type { Capability } from '../../kernel/capability';
import { currentTier, isLastTier, mayWork, onDuty, tierClause } from '../../kernel/ladder';
import { tellReporter } from '../../kernel/tell';
import { acknowledge } from './decide';
import { acknowledged } from './evolve';

/** Somebody of the tier on duty takes the issue. */
export const acknowledgement = {
  commands: { acknowledge },
  events: { acknowledged },
  notices: {
    acknowledged: (after, event) => [tellReporter(after, 'acknowledged', { by: event.by })],
  },
  waits: (state) => {
    const clock = state.clocks.acknowledge;
    if (clock === undefined) return [];
    const tier = currentTier(state);
    const then = isLastTier(state) ? 'alert' : clock.round < tier.repeat.times ? 'remind' : 'escalate';
    return [
      {
        what: 'acknowledgement',
        whom: onDuty(state),
        role: tier.role,
        sinceMs: clock.sinceMs,
        untilMs: clock.dueAtMs,
        charges: clock.charges,
        rule: tierClause(state, 'acknowledge'),
        then,
      },
    ];
  },
  offers: (state) => (state.stage === 'open' ? [{ command: 'acknowledge', whom: mayWork(state) }] : []),
} satisfies Capability;
