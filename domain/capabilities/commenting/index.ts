import type { Capability } from '../../kernel/capability';
import { tellAll } from '../../kernel/tell';
import { comment } from './decide';
import { commented } from './evolve';
import { atWork, involvedIn } from './involved';

/** A word or a piece of evidence for the timeline, by anybody who has to do with it. */
export const commenting = {
  commands: { comment },
  events: { commented },
  notices: {
    commented: (after, event) => {
      const others = [...atWork(after), after.report.reporter].filter((person) => person !== event.by);
      return tellAll(after, others, 'commented', { by: event.by });
    },
  },
  offers: (state) => (state.stage === 'closed' ? [] : [{ command: 'comment', whom: involvedIn(state) }]),
} satisfies Capability;
