import type { Check } from '../check';
import type { ClockName } from '../known';
import type { Sight } from '../sight';

export const reminders: Check = {
  name: 'reminders',
  promise:
    'People are reminded as often as the rules say before anything else happens, and the last tier without end; what nobody looked at is taken for true, checked by nobody, or unconfirmed only then.',
  on: {
    reminded: (before, { clock, round, alert }, _turn, say) => {
      const calls = before.running(clock)?.calls ?? 0;
      if (round !== calls + 1) say(`reminder ${round} of ${clock} follows ${calls} of them`);
      const times = timesOf(before, clock);
      if (calls >= times) say(`reminder ${round} of ${clock}, ${times} may be`);
      const isAlert = before.isTop && before.dispatch === null && (clock === 'acknowledge' || clock === 'handle');
      if (alert !== isAlert) say(alert ? 'an alert below the top' : 'at the top, and no alert');
    },
    escalated: (before, { cause }, _turn, say) => {
      if (cause === 'not-acknowledged') all(before, 'acknowledge', say);
    },
    verified: (before, { by }, _turn, say) => {
      if (by === undefined) all(before, 'verify', say);
    },
    checked: (before, { by }, _turn, say) => {
      if (by === undefined) all(before, 'check', say);
    },
    closed: (before, { outcome }, _turn, say) => {
      if (outcome === 'unconfirmed') all(before, 'confirm', say);
    },
    'part-overdue': ({ parts }, { party, clock, round }, _turn, say) => {
      const part = parts.find((one) => one.party === party);
      const calls = (clock === 'part' ? part?.handle : part?.reportIn)?.calls ?? 0;
      if (round !== calls + 1) say(`call ${round} of ${party} follows ${calls} of them`);
    },
  },
};

function timesOf({ rules, tier, isTop, dispatch }: Sight, clock: ClockName): number {
  switch (clock) {
    case 'verify':
      return rules.verification?.repeat.times ?? 0;
    case 'check':
      return rules.check?.repeat.times ?? 0;
    case 'confirm':
      return rules.confirmation.repeat.times;
    case 'acknowledge':
      return isTop ? (dispatch === null ? Infinity : 0) : (rules.tiers[tier - 1]?.repeat.times ?? 0);
    case 'handle':
      return isTop && dispatch === null ? Infinity : 0;
    case 'answer':
      return Infinity;
    case 'renew':
    case 'total':
      return 0;
    default:
      return clock satisfies never;
  }
}

function all(before: Sight, clock: ClockName, say: (what: string) => void): void {
  const calls = before.running(clock)?.calls ?? 0;
  const times = timesOf(before, clock);
  if (calls < times) say(`after ${calls} of ${times} reminders of ${clock}`);
}
