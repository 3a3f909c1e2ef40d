import type { Check } from '../check';

export const problem: Check = {
  name: 'problem',
  promise:
    'Redone more often, or given back by more units, than the rules let pass, it is a problem case, once, and goes one tier up.',
  on: {
    'problem-raised': (before, { cause, count }, { records }, say) => {
      const { rules, reworks, returnedBy } = before;
      if (before.problem) say('it is a problem case already');
      const limit = rules.problem?.[cause];
      const counted = cause === 'reworks' ? reworks : returnedBy.size;
      if (limit === undefined || counted <= limit) say(`${counted} ${cause} make it a problem case, ${limit} may be`);
      if (counted !== count) say(`${counted} ${cause} were counted, the event says ${count}`);
      const climbs = records.some(({ event }) => event.type === 'escalated');
      // At the top a unit that gives it back has nobody above who could become the lead.
      if (!climbs && !(cause === 'units' && before.isTop)) say('a problem case stays where it is');
    },
    disputed: (before, _event, { records }, say) => {
      const one = raised(before.reworks + 1, before.rules.problem?.reworks, before.problem);
      if (one && !records.some(({ event }) => event.type === 'problem-raised'))
        say('redone too often, and no problem case');
    },
    'check-failed': (before, _event, { records }, say) => {
      const one = raised(before.reworks + 1, before.rules.problem?.reworks, before.problem);
      if (one && !records.some(({ event }) => event.type === 'problem-raised'))
        say('redone too often, and no problem case');
    },
    returned: (before, { party, approval }, { records }, say) => {
      if (approval === undefined) return;
      const units = before.returnedBy.has(party) ? before.returnedBy.size : before.returnedBy.size + 1;
      const one = raised(units, before.rules.problem?.units, before.problem);
      if (one && !records.some(({ event }) => event.type === 'problem-raised'))
        say('passed among too many units, and no problem case');
    },
  },
};

const raised = (count: number, limit: number | undefined, before: boolean): boolean =>
  limit !== undefined && !before && count > limit;
