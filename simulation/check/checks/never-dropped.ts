import { utc, type Check } from '../check';

export const neverDropped: Check = {
  name: 'never-dropped',
  promise:
    'An issue that is not closed always waits for the next instant that was announced; the last tier never drops it.',
  turn: (after, { next }, say) => {
    if (after.stage === 'closed') return;
    if (next === undefined)
      say(`the issue is ${after.stage} with tier ${after.tier}, and nothing will happen by itself`);
    else if (next.atMs !== after.announced())
      say(`the issue waits for ${next.clock} at ${utc(next.atMs)}; announced was ${utc(after.announced())}`);
  },
};
