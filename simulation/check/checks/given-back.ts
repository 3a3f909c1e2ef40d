import type { Check } from '../check';

export const givenBack: Check = {
  name: 'given-back',
  promise:
    'A unit that gave it back does not get it again, and giving back is agreed to; one that lets a deadline pass has not given it back.',
  on: {
    dispatched: ({ returnedBy, dispatch, parts }, { to, from }, _turn, say) => {
      if (returnedBy.has(to)) say(`${to} gave it back and has it again`);
      if (dispatch?.party === to) say(`${to} has it already`);
      if (dispatch?.party !== from)
        say(`${dispatch?.party ?? 'the tier'} had it, the event says ${from ?? 'the tier'}`);
      if (parts.some(({ party }) => party === to)) say(`${to} has a part of it to finish first`);
    },
    returned: ({ dispatch, decided }, { party, approval, cause }, _turn, say) => {
      if (dispatch?.party !== party) say(`${party} gives back what ${dispatch?.party ?? 'no party'} has`);
      if (cause === undefined && (decided?.approval !== approval || decided?.kind !== 'return'))
        say(`${party} gives it back, and nobody agreed to that`);
    },
    escalated: ({ decided }, { cause, by }, { records }, say) => {
      if (cause !== 'returned') return;
      if (decided?.kind !== 'return' || decided.by !== by || !records.some(({ event }) => event.type === 'approved'))
        say('a tier gives it back, and nobody agreed to that');
    },
  },
};
