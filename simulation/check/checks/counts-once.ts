import type { Check } from '../check';

export const countsOnce: Check = {
  name: 'counts-once',
  promise: 'G8: a command, and a deadline, counts once however often it comes.',
  turn: ({ ids }, { outcome, id, records }, say) => {
    if (outcome !== 'accepted') return;
    if (ids.includes(id)) say(`${id} was accepted a second time`);
    for (const { commandId } of records) if (commandId !== id) say(`an event of ${id} is recorded under ${commandId}`);
  },
};
