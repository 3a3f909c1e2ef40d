import type { Capability } from '../../kernel/capability';
import { onDuty } from '../../kernel/ladder';
import { tellAll } from '../../kernel/tell';
import { ringing } from '../escalation/ringing';
import { warningDue } from './decide';
import { warned } from './evolve';

/** Whoever is at work is warned before the time to handle is over. */
export const warning = {
  events: { warned },
  notices: {
    warned: (after, { untold, dueAtMs }) =>
      untold === true ? [] : tellAll(after, onDuty(after), 'deadline-near', { dueAtMs }),
  },
  wakes: (state) => {
    const atMs = state.clocks.handle?.warnAtMs?.[0];
    if (atMs === undefined || !ringing(state).includes('handle')) return [];
    return [{ atMs, clock: 'warning', tier: state.tier, round: 0 }];
  },
  onWake: warningDue,
} satisfies Capability;
