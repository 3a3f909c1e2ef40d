import type { Check } from '../check';
import { fired } from '../fired';
import { CLOCKS, type ClockName } from '../known';

/** What goes on while an issue stands still: answers to a supervising tier, and the time of deputies. */
const GO_ON: ReadonlySet<string> = new Set(['answer', 'delegation', 'suspension']);

export const stillness: Check = {
  name: 'stillness',
  promise:
    'Nothing rings while an issue is suspended, goes with another or is quarantined, and at the top nobody is alerted for two things at once.',
  event: (before, { event }, { what }, say) => {
    if (what !== 'wake') return;
    if (before.quarantinedAtMs !== null) return say(`${event.type} comes of a clock in quarantine`);
    const cause = fired(before, event);
    if (cause === null) return;
    const isStill = before.stage === 'suspended' || before.stage === 'linked';
    if (isStill && !GO_ON.has(cause.clock)) say(`${cause.clock} rings while it is ${before.stage}`);
    if (CLOCKS.includes(cause.clock as ClockName) && !before.rings(cause.clock as ClockName))
      say(`${cause.clock} rings in stage ${before.stage} of tier ${before.tier} of ${before.tiers}`);
  },
  turn: ({ quarantinedAtMs, stage }, { next }, say) => {
    if (next === undefined) return;
    if (quarantinedAtMs !== null) say(`in quarantine it waits for ${next.clock}`);
    else if ((stage === 'suspended' || stage === 'linked') && !GO_ON.has(next.clock))
      say(`while it is ${stage} it waits for ${next.clock}`);
  },
};
