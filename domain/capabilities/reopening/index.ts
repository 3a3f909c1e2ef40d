import type { Capability } from '../../kernel/capability';
import { callTier, tellReporter } from '../../kernel/tell';
import { mayReopen, reopen } from './decide';
import { reopened } from './evolve';

/** A closed matter that is back. */
export const reopening = {
  commands: { reopen },
  events: { reopened },
  notices: {
    reopened: (after, event) => [
      ...callTier(after, 'tier-called', { cause: 'reopened', by: event.by }),
      tellReporter(after, 'reopened', { by: event.by }),
    ],
  },
  offers: (state) => (state.stage === 'closed' ? [{ command: 'reopen', whom: mayReopen(state) }] : []),
} satisfies Capability;
