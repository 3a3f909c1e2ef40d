import { utc, type Check } from '../check';

export const suspension: Check = {
  name: 'suspension',
  promise: 'A suspension is of a clock that still runs, lasts as long as was asked for, and ends by itself.',
  on: {
    suspended: ({ handle, decided, parts }, event, { nowMs }, say) => {
      if (handle === null) return say('no time to handle runs that could stand still');
      if (handle.calls > 0)
        say('the deadline was over and had been called out; only a clock that still runs can stand still');
      if (event.untilMs !== decided?.untilMs) say(`it ends at ${utc(event.untilMs)}, which was not asked for`);
      if (event.untilMs <= nowMs) say(`it ends at ${utc(event.untilMs)}, before it began`);
      if (parts.length > 0) say(`${parts[0]?.party} is still at work on it`);
    },
    resumed: ({ pause }, _event, _turn, say) => {
      if (pause === null) say('nothing stands still');
    },
  },
};
