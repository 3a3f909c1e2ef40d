import type { Capability } from '../../kernel/capability';
import { currentTier, inStage } from '../../kernel/ladder';
import { callTier, tellAll, tellReporter } from '../../kernel/tell';
import { dispatch } from './decide';
import { dispatched, problemRaised, returned } from './evolve';
import { needFree, peopleOf } from './parties';

/** A unit beside the ladder has the issue, while the time of the tier that dispatched it stands still. */
export const dispatching = {
  commands: { dispatch },
  events: { dispatched, returned, 'problem-raised': problemRaised },
  notices: {
    dispatched: (after, { by, to: party, from }) => [
      ...callTier(after, 'tier-called', { cause: 'dispatched', party, by }),
      ...(from === undefined ? [] : tellAll(after, peopleOf(after, from), 'dispatched', { party })),
      tellReporter(after, 'dispatched', { party }),
    ],
    returned: (after, { party, cause = 'returned' }) => [
      ...callTier(after, 'tier-called', { cause, party }),
      ...tellAll(after, peopleOf(after, party), 'returned', { party, cause }),
      tellReporter(after, 'returned', { party, cause }),
    ],
    'problem-raised': (after, { cause }) => tellAll(after, currentTier(after).people, 'problem-raised', { cause }),
  },
  offers: (state) =>
    inStage(state, 'open', 'handling') && state.rules.parties?.some(({ key }) => needFree(state, key) === null) === true
      ? [{ command: 'dispatch', whom: currentTier(state).people }]
      : [],
} satisfies Capability;
