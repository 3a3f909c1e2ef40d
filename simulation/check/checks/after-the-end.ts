import type { Check } from '../check';

export const afterTheEnd: Check = {
  name: 'after-the-end',
  promise: 'G4: nothing happens after an issue is closed, unless it is reopened.',
  event: (before, { event }, _turn, say) => {
    if (before.stage === 'closed' && event.type !== 'reopened' && event.type !== 'command-refused')
      say(`${event.type} comes after the end`);
  },
  turn: (after, { next }, say) => {
    if (after.stage === 'closed' && next !== undefined) say(`a closed issue waits for ${next.clock}`);
  },
};
