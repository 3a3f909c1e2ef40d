import { utc, type Check } from '../check';
import { fired } from '../fired';

export const neverEarly: Check = {
  name: 'never-early',
  promise: 'G4: nothing falls due before the instant that was announced.',
  event: (before, { event }, { nowMs }, say) => {
    const cause = fired(before, event);
    if (cause?.dueAtMs == null || cause.dueAtMs <= nowMs) return;
    say(`${cause.clock} was announced for ${utc(cause.dueAtMs)} and led to ${event.type} at ${utc(nowMs)}`);
  },
};
