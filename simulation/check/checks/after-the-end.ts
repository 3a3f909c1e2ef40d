import type { IssueEvent } from '../../../domain';
import type { Check } from '../check';

/** Another issue may go with it, or no longer do so, whether it is closed or not. */
const MAY_COME: ReadonlySet<IssueEvent['type']> = new Set<IssueEvent['type']>([
  'reopened',
  'command-refused',
  'follower-joined',
  'follower-left',
]);

export const afterTheEnd: Check = {
  name: 'after-the-end',
  promise: 'G4: nothing happens after an issue is closed, unless it is reopened; no question outlives it.',
  event: (before, { event }, { records }, say) => {
    // Who is there is looked up before somebody is told of the reopening.
    const isBefore = event.type === 'staffed' && records.some((record) => record.event.type === 'reopened');
    if (before.stage === 'closed' && !isBefore && !MAY_COME.has(event.type)) say(`${event.type} comes after the end`);
  },
  turn: (after, { next }, say) => {
    if (after.stage !== 'closed') return;
    if (next !== undefined) say(`a closed issue waits for ${next.clock}`);
    if (after.question !== null) say(`${after.question.approval} is still pending`);
  },
};
