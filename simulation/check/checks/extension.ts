import { utc, type Check } from '../check';
import { over } from '../own-time';

export const extension: Check = {
  name: 'extension',
  promise: 'An extension adds exactly what was granted to the deadline of that moment, counted as its clock counts.',
  event: ({ handle, decided, rules }, { event }, _turn, say) => {
    if (event.type !== 'extended') return;
    if (handle === null) return say('no time to handle runs that could be extended');
    if (handle.calls > 0) say('the deadline was over and had been called out');
    const grantedMs = decided?.kind === 'extension' ? (decided.extendByMs ?? 0) : 0;
    const dueAtMs = over(rules, handle.time, handle.deadlineAtMs, grantedMs);
    if (event.fromAtMs !== handle.deadlineAtMs)
      say(`it is counted from ${utc(event.fromAtMs)}, the deadline was ${utc(handle.deadlineAtMs)}`);
    for (const atMs of [event.toAtMs, event.handle.dueAtMs])
      if (atMs !== dueAtMs) say(`${grantedMs} ms were granted, which makes ${utc(dueAtMs)}; it is ${utc(atMs)}`);
  },
  turn: (after, { records }, say) => {
    const granted = records.some(({ event }) => event.type === 'approved');
    if (granted && records.length === 1 && after.decided?.kind === 'extension') say('granted, and nothing was added');
  },
};
