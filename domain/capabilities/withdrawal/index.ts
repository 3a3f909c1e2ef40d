import type { Capability } from '../../kernel/capability';
import { tellAll } from '../../kernel/tell';
import { atWork } from '../commenting/involved';
import { withdraw } from './decide';
import { withdrawn } from './evolve';

/** The reporter takes the matter back. */
export const withdrawal = {
  commands: { withdraw },
  events: { withdrawn },
  notices: {
    withdrawn: (after) => {
      // These learn it from the closing that follows; who was only called, or asked to look, would go there in vain.
      const told = [after.assignee, after.handled?.by, after.report.reporter];
      const others = atWork(after).filter((person) => !told.includes(person));
      return tellAll(after, others, 'closed', { outcome: 'withdrawn' });
    },
  },
  offers: (state) => (state.stage === 'closed' ? [] : [{ command: 'withdraw', whom: [state.report.reporter] }]),
} satisfies Capability;
