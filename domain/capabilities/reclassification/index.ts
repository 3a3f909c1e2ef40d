import type { Capability } from '../../kernel/capability';
import { inStage, onDuty } from '../../kernel/ladder';
import { tellAll } from '../../kernel/tell';
import { mayReclassify, reclassify } from './decide';
import { reclassified } from './evolve';

/** The matter is of another kind, or more or less severe, than was reported. */
export const reclassification = {
  commands: { reclassify },
  events: { reclassified },
  notices: {
    reclassified: (after, { by }) => tellAll(after, onDuty(after), 'reclassified', { by }),
  },
  offers: (state) =>
    inStage(state, 'verifying', 'open', 'handling') ? [{ command: 'reclassify', whom: mayReclassify(state) }] : [],
} satisfies Capability;
