import type { Capability } from '../../kernel/capability';
import { clause, mayWork, onDuty } from '../../kernel/ladder';
import { tellAll, tellReporter } from '../../kernel/tell';
import { resume, resumeDue } from './decide';
import { resumed, suspended } from './evolve';

/** The time to handle stands still until a date that a supervisor has approved. */
export const suspension = {
  commands: { resume },
  events: { suspended, resumed },
  notices: {
    suspended: (after, event) => [tellReporter(after, 'suspended', { dueAtMs: event.untilMs })],
    resumed: (after, event) => [
      ...tellAll(after, onDuty(after), 'resumed', { dueAtMs: event.handle.dueAtMs }),
      tellReporter(after, 'resumed', { dueAtMs: event.handle.dueAtMs }),
    ],
  },
  wakes: ({ suspension: standing, tier }) =>
    standing === null ? [] : [{ atMs: standing.untilMs, clock: 'suspension', tier, round: 0 }],
  onWake: resumeDue,
  waits: (state) =>
    state.suspension === null
      ? []
      : [
          {
            what: 'resumption',
            whom: onDuty(state),
            role: 'handler',
            sinceMs: state.suspension.handle.pausedAtMs,
            untilMs: state.suspension.untilMs,
            rule: clause(state, 'suspension'),
            then: 'resume',
          },
        ],
  offers: (state) => (state.stage === 'suspended' ? [{ command: 'resume', whom: mayWork(state) }] : []),
} satisfies Capability;
