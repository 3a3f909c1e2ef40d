import { clockWaits, clockWakes } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { clause } from '../../kernel/ladder';
import { callTier, tellReporter } from '../../kernel/tell';
import { decline, verify, verifyDue } from './decide';
import { declined, verified } from './evolve';
import { verifiersOf } from './verifiers';

/** A report is looked at before it counts, and counts when nobody looks. */
export const verification = {
  commands: { verify, decline },
  events: { verified, declined },
  notices: {
    verified: (after) => callTier(after, 'tier-called'),
    declined: (after, event) => [tellReporter(after, 'declined', { by: event.by })],
  },
  wakes: (state) => clockWakes(state, 'verify'),
  onWake: verifyDue,
  waits: (state) => {
    const rule = state.rules.verification;
    if (rule === undefined) return [];
    return clockWaits(state, 'verify', (clock) => ({
      what: 'verification',
      whom: verifiersOf(state),
      role: rule.by.role,
      rule: clause(state, 'verification.within'),
      then: clock.round < rule.repeat.times ? 'remind' : 'open',
    }));
  },
  offers: (state) => {
    const whom = verifiersOf(state);
    if (state.stage !== 'verifying' || whom.length === 0) return [];
    return [
      { command: 'verify', whom },
      { command: 'decline', whom },
    ];
  },
} satisfies Capability;
