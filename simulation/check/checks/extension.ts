import { utc, type Check } from '../check';
import { over } from '../own-time';

export const extension: Check = {
  name: 'extension',
  promise: 'An extension adds exactly what was granted to the deadline of that moment, counted as its clock counts.',
  on: {
    extended: ({ handle, decided, rules }, event, _turn, say) => {
      if (handle === null) return say('no time to handle runs that could be extended');
      if (handle.calls > 0) say('the deadline was over and had been called out');
      const grantedMs = decided?.kind === 'extension' ? (decided.extendByMs ?? 0) : 0;
      const dueAtMs = over(rules, handle.time, handle.deadlineAtMs, grantedMs);
      if (event.fromAtMs !== handle.deadlineAtMs)
        say(`it is counted from ${utc(event.fromAtMs)}, the deadline was ${utc(handle.deadlineAtMs)}`);
      for (const atMs of [event.toAtMs, event.handle.dueAtMs])
        if (atMs !== dueAtMs) say(`${grantedMs} ms were granted, which makes ${utc(dueAtMs)}; it is ${utc(atMs)}`);
    },
    approved: (before, _event, { records }, say) => {
      if (before.question?.kind === 'extension' && !records.some(({ event }) => event.type === 'extended'))
        say('granted, and nothing was added');
    },
  },
};
