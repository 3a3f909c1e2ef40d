import { utc, type Check } from '../check';
import { fired } from '../fired';

export const firesOnce: Check = {
  name: 'fires-once',
  promise: 'G4: each deadline that falls due fires exactly once, and none is left behind.',
  event: (before, { event }, { what, nowMs }, say) => {
    const cause = fired(before, event);
    if (cause === null) return;
    if (what !== 'wake') say(`${event.type} is a deadline's doing, and came of a ${what}`);
    if (cause.dueAtMs === null) say(`${event.type}: no ${cause.clock} deadline runs that could fire`);
    else if (cause.firedAtMs !== null && cause.firedAtMs !== cause.dueAtMs)
      say(`${cause.clock} was announced for ${utc(cause.dueAtMs)} and fired for ${utc(cause.firedAtMs)}`);
    if ((event.type === 'reminded' || event.type === 'part-overdue') && event.nextAtMs <= nowMs)
      say(`the next call of ${cause.clock} is at ${utc(event.nextAtMs)}, which is over: a storm`);
  },
  turn: (_after, { what, outcome, records }, say) => {
    if (what === 'wake' && outcome === 'accepted' && records.length === 0) say('a deadline fired and left no event');
  },
  end: (after, { turns, crash }, say) => {
    const nowMs = turns.at(-1)?.nowMs ?? 0;
    const announcedMs = after.announced();
    if (crash === null && announcedMs <= nowMs) say(`what fell due at ${utc(announcedMs)} never fired`);
  },
};
