import type { Check } from '../check';

const isCall = (template: string): boolean => template.startsWith('tier-');

/** More than a history has; tier and round become one number by it. */
const ROUNDS = 1_000_000;

export const tellsOnce: Check = {
  name: 'tells-once',
  promise: 'G5: a person is called at most once per tier and round, and told at most once of one event.',
  turn: ({ called }, { told, records }, say) => {
    if (told.length === 0) return;
    for (const { template, tier, round, recipient } of told) {
      if (!isCall(template)) continue;
      const call = tier * ROUNDS + round;
      const before = called.get(recipient);
      if (before === undefined) called.set(recipient, [call]);
      else if (before.includes(call))
        say(`${recipient} is called twice for tier ${tier}, round ${round} (${template})`);
      else called.set(recipient, [...before, call]);
    }
    // More notices than people only where several events tell.
    if (records.length !== 1) return;
    for (let one = 1; one < told.length; one += 1)
      for (let other = 0; other < one; other += 1)
        if (told[other]?.recipient === told[one]?.recipient)
          say(`${told[one]?.recipient} is told twice of ${records[0]?.event.type}`);
  },
};
