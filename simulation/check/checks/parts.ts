import type { Check } from '../check';

export const parts: Check = {
  name: 'parts',
  promise:
    'Whoever leads answers for all: nothing is handled, suspended or linked while a summoned unit is at work, and each unit works on its own part once.',
  on: {
    handled: (before, _event, _turn, say) => open(before, 'handled', say),
    suspended: (before, _event, _turn, say) => open(before, 'suspended', say),
    linked: (before, _event, _turn, say) => open(before, 'linked', say),
    summoned: ({ dispatch, parts: now }, { party }, _turn, say) => {
      if (now.some((part) => part.party === party)) say(`${party} is summoned, and was already`);
      if (dispatch?.party === party) say(`${party} is summoned to help, and has it itself`);
    },
    'reported-in': ({ parts: now }, { party }, _turn, say) => {
      if (now.find((part) => part.party === party)?.reportIn == null)
        say(`${party} reports in, and nobody waits for that`);
    },
    'part-finished': ({ parts: now }, { party }, _turn, say) => {
      if (!now.some((part) => part.party === party)) say(`${party} finishes a part that it has not`);
    },
    'part-released': ({ parts: now }, { party }, _turn, say) => {
      if (!now.some((part) => part.party === party)) say(`${party} is released from a part that it has not`);
    },
  },
};

function open(
  { parts: now }: { readonly parts: readonly { readonly party: string }[] },
  what: string,
  say: (what: string) => void,
): void {
  if (now.length > 0) say(`it is ${what} while ${now.map(({ party }) => party).join(', ')} is at work on it`);
}
