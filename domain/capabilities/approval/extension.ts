import { extendClock } from '../../kernel/clock';
import { refuse } from '../../kernel/decision';
import { warningsOf } from '../../kernel/ladder';
import { mayRequest } from './deciders';
import type { ApprovalKindRules } from './kind';

/**
 * More time to handle. Practice (PRACTICE.md, guards): only in handling, not overdue, none pending, a limited
 * number, each at most the limit and added to the current deadline; the clock runs until it is approved.
 */
export const extension: ApprovalKindRules = {
  stages: ['handling'],
  askers: mayRequest,
  decision: (rules) => rules.extension,
  guard: (state, command, receivedAtMs) => {
    const { maximum, limitMs } = state.rules.extension;
    const clock = state.clocks.handle;
    if (command.untilMs !== undefined)
      return refuse('COMMAND_MALFORMED', 'request.untilMs belongs to a suspension, not to an extension.');
    if (command.extendByMs === undefined)
      return refuse('COMMAND_MALFORMED', 'request.extendByMs is missing: an extension says by how much.');
    if (clock === undefined || clock.round > 0 || receivedAtMs >= clock.dueAtMs) {
      return refuse(
        'EXTENSION_OVERDUE',
        `${state.id} is overdue; an extension has to be asked for before the deadline.`,
      );
    }
    if (command.extendByMs > limitMs) {
      return refuse(
        'EXTENSION_LIMIT',
        `An extension is at most ${limitMs} ms; ${command.extendByMs} ms were asked for.`,
      );
    }
    const granted = state.approvals.filter((a) => a.kind === 'extension' && a.status === 'approved').length;
    if (granted < maximum) return null;
    return refuse('EXTENSION_LIMIT', `${state.id} was already extended ${granted} time(s); ${maximum} is the limit.`);
  },
  approved: (state, approval, nowMs) => {
    const clock = state.clocks.handle;
    if (clock === undefined || approval.extendByMs === undefined) return [];
    const handle = extendClock(state.rules, clock, approval.extendByMs, nowMs, warningsOf(state));
    return [{ type: 'extended', approval: approval.id, fromAtMs: clock.dueAtMs, toAtMs: handle.dueAtMs, handle }];
  },
};
