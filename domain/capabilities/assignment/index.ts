import type { Capability } from '../../kernel/capability';
import { inStage, mayWork } from '../../kernel/ladder';
import { tell } from '../../kernel/tell';
import { assign } from './decide';
import { assigned } from './evolve';

/** The tier on duty gives the issue to one person. */
export const assignment = {
  commands: { assign },
  events: { assigned },
  notices: {
    assigned: (after, event) => {
      const due = after.clocks.acknowledge ?? after.clocks.handle;
      return [
        tell(after, event.to, 'assigned', { by: event.by, ...(due === undefined ? {} : { dueAtMs: due.dueAtMs }) }),
      ];
    },
  },
  offers: (state) => (inStage(state, 'open', 'handling') ? [{ command: 'assign', whom: mayWork(state) }] : []),
} satisfies Capability;
