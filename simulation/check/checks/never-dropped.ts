import { utc, type Check } from '../check';

export const neverDropped: Check = {
  name: 'never-dropped',
  promise:
    'An issue that is not closed always waits for the next instant that was announced; the last tier never drops it.',
  turn: (after, { next }, say) => {
    if (after.stage === 'closed') return;
    const announcedMs = after.announced();
    if (next === undefined) {
      // One that goes with another waits for that; one whose rules can't be followed waits for other rules.
      const waits = after.stage === 'linked' || after.quarantinedAtMs !== null;
      if (!waits || announcedMs !== Infinity)
        say(`the issue is ${after.stage} with tier ${after.tier}, and nothing will happen by itself`);
    } else if (next.atMs !== announcedMs)
      say(`the issue waits for ${next.clock} at ${utc(next.atMs)}; announced was ${utc(announcedMs)}`);
  },
};
