import { pauseClock } from '../../kernel/clock';
import { refuse } from '../../kernel/decision';
import type { ApprovalKindRules } from './kind';

/**
 * The clock stands still until a date. Practice (PRACTICE.md, guards): with a reason and an until-date, at most once, only
 * in handling, not overdue, none pending; the clock runs until it is approved.
 */
export const suspension: ApprovalKindRules = {
  guard: (state, command, receivedAtMs) => {
    const { maximum, limitMs } = state.rules.suspension;
    const clock = state.clocks.handle;
    if (command.untilMs === undefined || command.extendByMs !== undefined)
      return refuse(
        'COMMAND_MALFORMED',
        'A suspension says until when it lasts, in request.untilMs, and nothing else.',
      );
    if (clock === undefined || clock.round > 0 || receivedAtMs >= clock.dueAtMs)
      return refuse('SUSPENSION_OVERDUE', `${state.id} is overdue; it has to be suspended before the deadline.`);
    const granted = state.approvals.filter((a) => a.kind === 'suspension' && a.status === 'approved').length;
    if (granted >= maximum)
      return refuse(
        'SUSPENSION_LIMIT',
        `${state.id} was already suspended ${granted} time(s); ${maximum} is the limit.`,
      );
    if (command.untilMs > receivedAtMs && command.untilMs - receivedAtMs <= limitMs) return null;
    return refuse('SUSPENSION_LIMIT', `A suspension ends in the future and after at most ${limitMs} ms.`);
  },
  decideWithin: (state) => state.rules.suspension.decideWithin,
  approved: (state, { id, untilMs }, nowMs) => {
    const clock = state.clocks.handle;
    // Decided so late that its date is over: nothing is left to suspend.
    if (clock === undefined || untilMs === undefined || untilMs <= nowMs) return [];
    return [{ type: 'suspended', approval: id, untilMs, handle: pauseClock(state.rules, clock, nowMs) }];
  },
};
