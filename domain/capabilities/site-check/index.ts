import { clockWaits, clockWakes } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { clause, onDuty } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { tellAll } from '../../kernel/tell';
import { askResident } from '../confirmation/ask';
import { checkersOf } from './checkers';
import { checkDue, failCheck, passCheck } from './decide';
import { checked, checkFailed } from './evolve';

/** Somebody else looks on the spot at what was done, before the resident is asked. */
export const siteCheck = {
  commands: { 'pass-check': passCheck, 'fail-check': failCheck },
  events: { checked, 'check-failed': checkFailed },
  notices: {
    checked: (after, event) => askResident(after, after.handled?.by, event.confirm.dueAtMs),
    'check-failed': (after, event) =>
      tellAll(after, onDuty(after), 'check-failed', {
        by: event.by,
        // Once too often: the tier above has it in the same breath, and whoever handled it has no time left to name.
        ...(isOneTooMany(after) ? {} : { dueAtMs: event.handle.dueAtMs }),
      }),
  },
  wakes: (state) => clockWakes(state, 'check'),
  onWake: checkDue,
  waits: (state) => {
    const rule = state.rules.check;
    if (rule === undefined) return [];
    return clockWaits(state, 'check', (clock) => ({
      what: 'check',
      whom: checkersOf(state),
      role: rule.by.role,
      rule: clause(state, 'check.within'),
      then: clock.round < rule.repeat.times ? 'remind' : 'ask-unchecked',
    }));
  },
  offers: (state) => {
    if (state.stage !== 'checking') return [];
    const whom = checkersOf(state);
    return whom.length === 0
      ? []
      : [
          { command: 'pass-check', whom },
          { command: 'fail-check', whom },
        ];
  },
} satisfies Capability;

const isOneTooMany = ({ rules, reworks = 0, problem }: IssueState): boolean =>
  rules.problem !== undefined && problem === undefined && reworks > rules.problem.reworks;
