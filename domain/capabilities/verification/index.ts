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
  wakes: ({ clocks: { verify: clock }, tier }) =>
    clock === undefined ? [] : [{ atMs: clock.dueAtMs, clock: 'verify', tier, round: clock.round }],
  onWake: verifyDue,
  waits: (state) => {
    const clock = state.clocks.verify;
    const rule = state.rules.verification;
    if (clock === undefined || rule === undefined) return [];
    return [
      {
        what: 'verification',
        whom: verifiersOf(state),
        role: rule.by.role,
        sinceMs: clock.sinceMs,
        untilMs: clock.dueAtMs,
        charges: clock.charges,
        rule: clause(state, 'verification.within'),
        then: clock.round < rule.repeat.times ? 'remind' : 'open',
      },
    ];
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
