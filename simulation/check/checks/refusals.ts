import type { Check } from '../check';
import { same } from '../same';

export const refusals: Check = {
  name: 'refusals',
  promise: 'A refusal, or a command that is known already, changes nothing and tells nobody.',
  turn: (_after, { outcome, records, told, before, after }, say) => {
    if (outcome === 'accepted') return;
    if (records.length > 0) say(`${outcome}, and yet ${records.length} event(s) were recorded`);
    if (told.length > 0) say(`${outcome}, and yet somebody was told`);
    if (!same(before, after)) say(`${outcome}, and yet the state changed`);
  },
};
