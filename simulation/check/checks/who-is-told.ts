import type { Check } from '../check';

export const whoIsTold: Check = {
  name: 'who-is-told',
  promise:
    'A tier that goes on duty is called, everybody of it; an alert reaches somebody; a question reaches all who may decide.',
  turn: (after, { records, told }, say) => {
    for (const { event } of records) {
      const isTold = (person: string): boolean => told.some(({ recipient }) => recipient === person);
      const { type } = event;
      if (type === 'opened' || type === 'escalated' || type === 'reopened') {
        for (const person of after.crew)
          if (!isTold(person)) say(`${person} of tier ${after.tier} is on duty and was not told`);
      } else if (type === 'approval-requested') {
        for (const person of event.deciders) if (!isTold(person)) say(`${person} may decide and was not asked`);
      } else if (type === 'reminded' || type === 'handled' || type === 'closed') {
        if (told.length === 0) say(`nobody was told of ${type}`);
      }
    }
  },
};
