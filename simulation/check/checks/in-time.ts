import { utc, type Check } from '../check';

export const inTime: Check = {
  name: 'in-time',
  promise: 'A command that came in time is not refused as overdue, however long it had to wait.',
  turn: ({ handle, closedAtMs, rules }, { outcome, receivedAtMs }, say) => {
    if (outcome === 'EXTENSION_OVERDUE' || outcome === 'SUSPENSION_OVERDUE') {
      if (handle !== null && receivedAtMs < handle.deadlineAtMs)
        say(`it came at ${utc(receivedAtMs)}; the deadline was ${utc(handle.deadlineAtMs)}`);
    } else if (outcome === 'REOPEN_TOO_LATE') {
      if (closedAtMs !== null && receivedAtMs - closedAtMs <= rules.reopenWithinMs)
        say(`it came ${receivedAtMs - closedAtMs} ms after the end; ${rules.reopenWithinMs} ms are allowed`);
    }
  },
};
