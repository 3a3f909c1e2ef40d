import { pauseClock } from '../../kernel/clock';
import { refuse } from '../../kernel/decision';
import { totalPause } from '../../kernel/ladder';
import { unfinishedParts } from '../joint-handling/parts';
import { mayRequest } from './deciders';
import type { ApprovalKindRules } from './kind';

/**
 * The clock stands still until a date. Practice (PRACTICE.md, guards): with a reason and an until-date, at most once, only
 * in handling, not overdue, none pending; the clock runs until it is approved. Not while a summoned party is at work, whose
 * clock would go on.
 */
export const suspension: ApprovalKindRules = {
  stages: ['handling'],
  askers: mayRequest,
  decision: (rules) => rules.suspension,
  guard: (state, command, receivedAtMs, nowMs) => {
    const { maximum, limitMs } = state.rules.suspension;
    const clock = state.clocks.handle;
    if (command.untilMs === undefined || command.extendByMs !== undefined)
      return refuse(
        'COMMAND_MALFORMED',
        'A suspension says until when it lasts, in request.untilMs, and nothing else.',
      );
    if (clock === undefined || clock.round > 0 || receivedAtMs >= clock.dueAtMs)
      return refuse('SUSPENSION_OVERDUE', `${state.id} is overdue; it has to be suspended before the deadline.`);
    const open = unfinishedParts(state).map(({ party }) => party);
    if (open.length > 0)
      return refuse(
        'PARTS_UNFINISHED',
        `${state.id} can't be suspended while ${open.join(', ')} is at work on it; let it finish, or release it.`,
      );
    const granted = state.approvals.filter((a) => a.kind === 'suspension' && a.status === 'approved').length;
    if (granted >= maximum)
      return refuse(
        'SUSPENSION_LIMIT',
        `${state.id} was already suspended ${granted} time(s); ${maximum} is the limit.`,
      );
    // How far ahead is counted from the present: an issue may have been at rest for long when the command came.
    if (command.untilMs > nowMs && command.untilMs - nowMs <= limitMs) return null;
    return refuse('SUSPENSION_LIMIT', `A suspension ends in the future and after at most ${limitMs} ms.`);
  },
  approved: (state, { id, untilMs }, nowMs) => {
    const clock = state.clocks.handle;
    // Decided so late that its date is over, or that others are at work: nothing is left to suspend.
    if (clock === undefined || untilMs === undefined || untilMs <= nowMs) return [];
    if (unfinishedParts(state).length > 0) return [];
    const handle = pauseClock(state.rules, clock, nowMs);
    return [{ type: 'suspended', approval: id, untilMs, handle, ...totalPause(state, nowMs) }];
  },
};
