import type { Capability } from '../../kernel/capability';
import { inStage, isLastTier, mayWork } from '../../kernel/ladder';
import { callTier, tellAll, tellReporter } from '../../kernel/tell';
import type { Wake } from '../../kernel/wake';
import { acknowledgeDue, escalate, handleDue } from './decide';
import { escalated, reminded } from './evolve';
import { ringing } from './ringing';

/** The ladder: tiers, repeats, and a last tier that never drops an issue. */
export const escalation = {
  commands: { escalate },
  events: { escalated, reminded },
  notices: {
    escalated: (after, event) => [
      ...callTier(after, 'tier-called', { cause: event.cause }),
      tellReporter(after, 'escalated', { cause: event.cause }),
    ],
    reminded: (after, event) => {
      if (event.clock === 'confirm') return [tellReporter(after, 'confirm-reminder', { dueAtMs: event.nextAtMs })];
      const facts = { dueAtMs: event.nextAtMs, cause: event.clock === 'handle' ? 'not-handled' : 'not-acknowledged' };
      return tellAll(after, mayWork(after), event.alert ? 'tier-alerted' : 'tier-reminded', facts);
    },
  },
  wakes: (state) =>
    ringing(state).flatMap((name): readonly Wake[] => {
      const clock = state.clocks[name];
      return clock === undefined ? [] : [{ atMs: clock.dueAtMs, clock: name, tier: state.tier, round: clock.round }];
    }),
  onWake: (state, wake, nowMs) =>
    wake.clock === 'handle' ? handleDue(state, wake, nowMs) : acknowledgeDue(state, wake, nowMs),
  offers: (state) =>
    inStage(state, 'open', 'handling') && !isLastTier(state) ? [{ command: 'escalate', whom: mayWork(state) }] : [],
} satisfies Capability;
