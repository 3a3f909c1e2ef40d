import { clockWaits } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { clause } from '../../kernel/ladder';
import { callersOf } from './callers';
import { callBack } from './decide';
import { calledBack } from './evolve';

/** Somebody who did not handle it asks the resident, who may still speak for themselves at any time. */
export const callback = {
  commands: { 'call-back': callBack },
  events: { 'called-back': calledBack },
  waits: (state) => {
    const rule = state.rules.callBack;
    const whom = callersOf(state);
    if (rule === undefined || whom.length === 0) return [];
    return clockWaits(state, 'confirm', (clock) => ({
      what: 'call-back',
      whom,
      role: rule.by.role,
      rule: clause(state, 'call-back'),
      then: clock.round < state.rules.confirmation.repeat.times ? 'remind' : 'close-unconfirmed',
    }));
  },
  offers: (state) => {
    if (state.stage !== 'confirming') return [];
    const whom = callersOf(state);
    return whom.length === 0 ? [] : [{ command: 'call-back', whom }];
  },
} satisfies Capability;
