import type { Check } from '../check';
import { same } from '../same';

export const folds: Check = {
  name: 'folds',
  promise: 'G6: the log folds to the state that was kept along the way.',
  end: (_sight, { folded, turns, crash }, say) => {
    if (crash === null && folded !== undefined && !same(folded, turns.at(-1)?.after))
      say('the folded log is another state');
  },
};
