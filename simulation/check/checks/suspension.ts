import { utc, type Check } from '../check';
import { passed } from '../own-time';

export const suspension: Check = {
  name: 'suspension',
  promise:
    'A suspension takes nothing from the clock: what was left before is left after, counted as the clock counts.',
  event: ({ handle, pause, decided, rules }, { event }, { nowMs }, say) => {
    if (event.type === 'suspended') {
      if (handle === null) return say('no time to handle runs that could stand still');
      if (handle.calls > 0)
        say('the deadline was over and had been called out; only a clock that still runs can stand still');
      const leftMs = passed(rules, handle.time, nowMs, handle.dueAtMs);
      if (event.handle.leftMs !== leftMs) say(`${leftMs} ms were left, and ${event.handle.leftMs} ms are kept`);
      if (event.untilMs !== decided?.untilMs) say(`it ends at ${utc(event.untilMs)}, which was not asked for`);
      if (event.untilMs <= nowMs) say(`it ends at ${utc(event.untilMs)}, before it began`);
    }
    if (event.type === 'resumed') {
      if (pause === null) return say('nothing stands still');
      const { clock, atMs } = pause;
      const beforeMs = passed(rules, clock.time, atMs, clock.dueAtMs);
      const afterMs = passed(rules, clock.time, nowMs, event.handle.dueAtMs);
      // Of a clock that was over already nothing is left: it rings as soon as it goes on.
      const isOver = beforeMs === 0 && afterMs <= 1;
      if (beforeMs !== afterMs && !isOver) say(`${beforeMs} ms were left before, ${afterMs} ms are left after`);
    }
  },
};
