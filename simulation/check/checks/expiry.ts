import type { Check } from '../check';

export const expiry: Check = {
  name: 'expiry',
  promise:
    'An acknowledgement that is not renewed expires: everybody of the tier who is there is called again, nobody has the issue, and its time to handle goes on.',
  on: {
    'acknowledgement-expired': (before, { by }, { told }, say) => {
      if (before.stage !== 'handling') say(`nobody has the issue, which is ${before.stage}`);
      if (by !== before.holder) say(`${by} let it expire, and ${before.holder ?? 'nobody'} has it`);
      for (const person of before.crewThere)
        if (!told.some(({ recipient }) => recipient === person)) say(`${person} of the tier was not called`);
    },
    acknowledged: ({ rules, tier, dispatch, stage }, { renew }, _turn, say) => {
      const expires = dispatch === null && rules.tiers[tier - 1]?.acknowledgementFor !== undefined;
      // Said again where other rules took the expiry away, it changes nothing.
      if (expires !== (renew !== undefined) && stage === 'open')
        say(expires ? 'it does not expire, by the rules it does' : 'it expires, by the rules it does not');
    },
  },
  turn: ({ holder, stage, renew }, _turn, say) => {
    if (renew !== null && (stage !== 'handling' || holder === null))
      say(`an acknowledgement of nobody runs out in stage ${stage}`);
  },
};
