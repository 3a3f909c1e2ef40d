import { pauseClock, startClock } from '../../kernel/clock';
import type { Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { currentTier, partyOf, pendingApproval } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import type { Dispatch } from './messages';
import { needFree, needParty } from './parties';

/** By the tier, even while a party has it: who dispatched it may dispatch it elsewhere. */
export function dispatch(state: IssueState, command: Dispatch, nowMs: Instant): Verdict {
  const refused =
    needStage(state, 'dispatch', 'open', 'handling') ??
    needPerson(state, command.by, currentTier(state).people, 'dispatch') ??
    needParty(state, command.to) ??
    needFree(state, command.to);
  const party = partyOf(state, command.to);
  const { handle } = state.clocks;
  if (refused !== null || party === undefined || handle === undefined) return refused ?? [];
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      type: 'dispatched',
      by: command.by,
      to: command.to,
      ...(state.dispatch === undefined ? {} : { from: state.dispatch.party }),
      ...(command.reason === undefined ? {} : { reason: command.reason }),
      tierHandle: state.dispatch?.handle ?? pauseClock(state.rules, handle, nowMs),
      acknowledge: startClock(state.rules, nowMs, party.acknowledgeWithin),
      handle: startClock(state.rules, nowMs, party.handleWithin),
    },
  ];
}
